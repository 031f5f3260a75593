/* SPDX-License-Identifier: MIT */
#include "cli/epubcheck.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mkepub/error.h"

#define REPORT_LIMIT ((gsize)16 << 20)
#define SAID_LIMIT   ((gsize)4096)              /* of its complaints, for a message */
#define PATIENCE     (10 * 60 * G_USEC_PER_SEC) /* for one report */
#define TICK         200                        /* milliseconds */

/* Reads the paths of books from standard input, parted by NUL, and prints the report on each,
 * ended by NUL, which JSON never holds. */
static const char launcher[] =
    "import java.io.*;\n"
    "import java.nio.charset.StandardCharsets;\n"
    "class Launcher {\n"
    "  public static void main(String[] none) throws Exception {\n"
    "    PrintStream out = System.out;\n"
    "    String all = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);\n"
    "    for (String book : all.split(\"\\0\")) {\n"
    "      byte[] said;\n"
    "      try {\n"
    "        ByteArrayOutputStream bytes = new ByteArrayOutputStream();\n"
    "        System.setOut(new PrintStream(bytes, true, \"UTF-8\"));\n"
    "        new com.adobe.epubcheck.tool.EpubChecker().run(\n"
    "            new String[] {\"--quiet\", \"--json\", \"-\", book});\n"
    "        System.out.flush();\n"
    "        said = bytes.toByteArray();\n"
    "      } catch (Throwable failure) {\n"
    "        String name = failure.getClass().getName();\n"
    "        said = (\"{\\\"failure\\\": \\\"\" + name + \"\\\"}\").getBytes(\"UTF-8\");\n"
    "      }\n"
    "      out.write(said, 0, said.length);\n"
    "      out.write(0);\n"
    "      out.flush();\n"
    "    }\n"
    "    System.exit(0);\n"
    "  }\n"
    "}\n";

/* One run of a program. */
typedef struct {
  GPid pid;
  int out, err;
  GByteArray *report;
  gsize scanned; /* bytes of it that hold no end of a report */
  GString *said;
  const gint *cancel;
  EpubcheckCall call;
  gpointer data;
  guint next; /* the book whose report is awaited */
} Run;

static gboolean set_failure(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean set_failure(GError **error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, message);
  return FALSE;
}

/* In the child: a group of its own, so that all of it can be stopped, and it goes when we do.
 */
static void set_up(gpointer data)
{
  (void)data;
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGXFSZ, SIG_DFL);
}

/* A file without a name that holds TEXT, at its start; -1 with errno. */
static int memory_file(const char *text, gsize length)
{
  int fd = memfd_create("mkepub", MFD_CLOEXEC);
  for (gsize at = 0; fd >= 0 && at < length;) {
    gssize n = write(fd, text + at, length - at);
    if (n < 0 && errno != EINTR) {
      close(fd);
      return -1;
    }
    at += n > 0 ? (gsize)n : 0;
  }
  if (fd >= 0)
    lseek(fd, 0, SEEK_SET);
  return fd;
}

/* Starts ARGUMENTS, with INPUT (or -1) as standard input and SOURCE (or -1) as descriptor 3. */
static gboolean start_program(Run *run, char **arguments, int input, int source, GError **error)
{
  g_autoptr(GError) own = NULL;
  /* messages in English, and file names in UTF-8 */
  g_auto(GStrv) environment = g_environ_setenv(g_get_environ(), "LC_ALL", "C.UTF-8", TRUE);
  int from[] = {source}, to[] = {3};
  if (g_spawn_async_with_pipes_and_fds(
          "/", (const char *const *)arguments, (const char *const *)environment,
          G_SPAWN_DO_NOT_REAP_CHILD, set_up, NULL, input, -1, -1, from, to, source >= 0 ? 1 : 0,
          &run->pid, NULL, &run->out, &run->err, &own))
    return TRUE;
  return set_failure(error, "cannot start '%s': %s", arguments[0], own->message);
}

/* Hands out the reports that are complete, of which a new one can only end in what is new. */
static void pass_reports(Run *run)
{
  const guint8 *end;
  while ((end = run->report->len > run->scanned ? memchr(run->report->data + run->scanned, 0,
                                                         run->report->len - run->scanned)
                                                : NULL)) {
    gsize length = (gsize)(end - run->report->data);
    run->call(run->data, run->next++, (const char *)run->report->data, length);
    g_byte_array_remove_range(run->report, 0, (guint)length + 1);
    run->scanned = 0;
  }
  run->scanned = run->report->len;
}

/* Reads what is there; FALSE at the end. */
static gboolean read_some(Run *run, int fd)
{
  char piece[65536];
  gssize n = read(fd, piece, sizeof piece);
  if (n <= 0)
    return n < 0 && errno == EINTR;
  if (fd == run->out)
    g_byte_array_append(run->report, (const guint8 *)piece, (guint)n);
  else if (run->said->len < SAID_LIMIT)
    g_string_append_len(run->said, piece, MIN(n, (gssize)SAID_LIMIT));
  return TRUE;
}

static gboolean listen_to(Run *run, GError **error)
{
  struct pollfd files[] = {{run->out, POLLIN, 0}, {run->err, POLLIN, 0}};
  gint64 last = g_get_monotonic_time();
  while (files[0].fd >= 0 || files[1].fd >= 0) {
    guint before = run->next;
    if (poll(files, 2, TICK) < 0 && errno != EINTR)
      return set_failure(error, "cannot read from EPUBCheck: %s", g_strerror(errno));
    for (guint i = 0; i < 2; i++)
      if (files[i].fd >= 0 && files[i].revents && !read_some(run, files[i].fd))
        files[i].fd = -1;
    pass_reports(run);
    if (g_atomic_int_get(run->cancel)) {
      g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED, "interrupted");
      return FALSE;
    }
    if (run->report->len > REPORT_LIMIT)
      return set_failure(error, "the report of EPUBCheck on one book is larger than 16 MB");
    if (run->next > before)
      last = g_get_monotonic_time();
    else if (g_get_monotonic_time() - last > PATIENCE)
      return set_failure(error,
                         "EPUBCheck was stopped: it took more than ten minutes for one book");
  }
  return TRUE;
}

/* Runs ARGUMENTS to their end. Without SOURCE all of what they print is one report. */
static gboolean run_program(Run *run, char **arguments, int input, int source, GError **error)
{
  int status = 0;
  g_byte_array_set_size(run->report, 0);
  run->scanned = 0;
  g_string_truncate(run->said, 0);
  if (!start_program(run, arguments, input, source, error))
    return FALSE;
  gboolean heard = listen_to(run, error);
  if (!heard)
    kill(-run->pid, SIGKILL);
  while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
    ;
  kill(-run->pid, SIGKILL); /* what it may have left */
  g_spawn_close_pid(run->pid);
  close(run->out);
  close(run->err);
  return heard;
}

/* "…: its last words" */
static gboolean fail_with_words(const Run *run, const char *what, GError **error)
{
  g_autofree char *said = g_utf8_make_valid(g_strchomp(run->said->str), -1);
  const char *last = strrchr(said, '\n');
  const char *words = last ? last + 1 : said;
  return set_failure(error, "%s%s%s", what, *words ? ": " : "", words);
}

/* One machine for all books. FALSE without an error: this Java does not run programs from their
 * source. */
static gboolean run_once(Run *run, const char *java, const char *jar, const char *const *books,
                         guint count, GError **error)
{
  char *arguments[] = {(char *)java,
                       (char *)"-Djava.awt.headless=true",
                       (char *)"-XX:+UseSerialGC",
                       (char *)"--source",
                       (char *)"11",
                       (char *)"-cp",
                       (char *)jar,
                       (char *)"/dev/fd/3",
                       NULL};
  g_autoptr(GString) paths = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    g_string_append_len(paths, books[i], (gssize)strlen(books[i]) + (i + 1 < count));
  int input = memory_file(paths->str, paths->len);
  int source = memory_file(launcher, sizeof launcher - 1);
  gboolean good = input >= 0 && source >= 0
                      ? run_program(run, arguments, input, source, error)
                      : set_failure(error, "cannot start EPUBCheck: %s", g_strerror(errno));
  if (input >= 0)
    close(input);
  if (source >= 0)
    close(source);
  if (!good || run->next == count)
    return good;
  return run->next == 0 ? FALSE : fail_with_words(run, "EPUBCheck ended early", error);
}

/* A program, or a JAR by its Java, for each book: what it prints in between is left out. */
static gboolean run_each(Run *run, const char *const *command, const char *const *books,
                         guint count, GError **error)
{
  for (guint i = 0; i < count; i++) {
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    for (; *command && arguments->len < 4 && command[arguments->len];)
      g_ptr_array_add(arguments, (gpointer)command[arguments->len]);
    const char *more[] = {"--quiet", "--json", "-", books[i], NULL};
    for (guint j = 0; j < G_N_ELEMENTS(more); j++)
      g_ptr_array_add(arguments, (gpointer)more[j]);
    if (!run_program(run, (char **)arguments->pdata, -1, -1, error))
      return FALSE;
    const guint8 *data = run->report->data, *begin, *end;
    gsize length = run->report->len;
    begin = length > 0 ? memchr(data, '{', length) : NULL;
    end = begin ? memrchr(begin, '}', length - (gsize)(begin - data)) : NULL;
    if (!end)
      return fail_with_words(run, "EPUBCheck gives no report", error);
    run->call(run->data, run->next++, (const char *)begin, (gsize)(end - begin) + 1);
  }
  return TRUE;
}

static gboolean is_jar(const char *path)
{
  char head[2] = {0};
  FILE *file = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? fopen(path, "rbe") : NULL;
  gboolean jar = file && fread(head, 1, 2, file) == 2 && memcmp(head, "PK", 2) == 0;
  if (file)
    fclose(file);
  return jar;
}

/* The JAR that PROGRAM starts, where it is one or lies at one of the usual places beside it;
 * for the caller to free, or NULL. */
static char *find_jar(const char *program)
{
  static const char *const places[] = {"epubcheck.jar", "../share/java/epubcheck.jar",
                                       "../share/java/epubcheck/epubcheck.jar",
                                       "../libexec/epubcheck.jar"};
  g_autofree char *real = realpath(program, NULL);
  g_autofree char *folder = real ? g_path_get_dirname(real) : NULL;
  if (real && is_jar(real))
    return g_steal_pointer(&real);
  for (guint i = 0; folder && i < G_N_ELEMENTS(places); i++) {
    g_autofree char *path = g_build_filename(folder, places[i], NULL);
    if (is_jar(path))
      return g_steal_pointer(&path);
  }
  return NULL;
}

/* Finds the program to start: *java with *jar, or *program. */
static gboolean find_programs(const char *named, char **program, char **java, char **jar,
                              GError **error)
{
  *program = named ? NULL : g_find_program_in_path("epubcheck");
  *java = g_find_program_in_path("java");
  *jar = named && is_jar(named) ? g_canonicalize_filename(named, NULL)
         : *program             ? find_jar(*program)
                                : NULL;
  if (named && !*jar)
    return set_failure(error, "'%s' is not a JAR of EPUBCheck", named);
  if (!named && !*program)
    return set_failure(error,
                       "EPUBCheck is not installed: install the package 'epubcheck', or name "
                       "its JAR with --epubcheck FILE");
  if (*jar && !*java && (named || is_jar(*program)))
    return set_failure(error,
                       "EPUBCheck needs Java, and there is no 'java' on the PATH: install "
                       "'default-jre-headless'");
  return TRUE;
}

gboolean epubcheck_run(const char *jar, const GPtrArray *paths, const gint *cancel,
                       EpubcheckCall call, gpointer data, GError **error)
{
  const char *const *books = (const char *const *)paths->pdata;
  guint count = paths->len;
  g_autofree char *program = NULL, *java = NULL, *found = NULL;
  if (!find_programs(jar, &program, &java, &found, error))
    return FALSE;
  g_autoptr(GByteArray) report = g_byte_array_new();
  g_autoptr(GString) said = g_string_new(NULL);
  g_autoptr(GError) own = NULL;
  Run run = {.report = report, .said = said, .cancel = cancel, .call = call, .data = data};
  if (count == 0)
    return TRUE;
  if (found && java) {
    if (run_once(&run, java, found, books, count, &own))
      return TRUE;
    if (own) {
      g_propagate_error(error, g_steal_pointer(&own));
      return FALSE;
    }
  }
  const char *by_java[] = {java, "-jar", found, NULL}, *by_name[] = {program, NULL};
  return run_each(&run, found && java ? by_java : by_name, books, count, error);
}
