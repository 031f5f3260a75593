/* SPDX-License-Identifier: MIT */
#include "archive/shelf/journal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "archive/shelf/name.h"
#include "base/file.h"
#include "base/text.h"

#define MARK  "mkepub unfinished "
#define OLDER "unfinished\n" /* what older versions left: it lists nothing */
#define ID    16             /* hexadecimal digits */
#define LIMIT ((gsize)256 << 20)

struct Journal {
  int fd;
  off_t end;
  gboolean broken; /* the last line is not complete */
  char id[ID + 1];
  GHashTable *ids;   /* of char *: of runs before; owned */
  GHashTable *lines; /* of char *: what they noted; owned */
  GMutex lock;
  GString *waiting; /* noted, and not written yet */
};

static char *make_line(const char *name, const struct stat *info)
{
  return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", (gint64)info->st_size,
                         file_mtime(info), name);
}

static const char *name_of(const char *line)
{
  const char *space = strchr(line, ' ');
  return space ? strchr(space + 1, ' ') + 1 : NULL;
}

static gboolean is_line(const char *line)
{
  const char *p = line;
  for (guint i = 0; i < 2; i++) {
    gsize digits = strspn(p, "0123456789");
    if (digits == 0 || digits > 19 || p[digits] != ' ')
      return FALSE;
    p += digits + 1;
  }
  return shelf_name_is_valid(p);
}

static gboolean is_id(const char *text)
{
  return strlen(text) == ID && strspn(text, "0123456789abcdef") == ID;
}

/* Takes what is between the line feeds of TEXT. */
static void read_lines(Journal *journal, char *text)
{
  for (char *end; (end = strchr(text, '\n')); text = end + 1) {
    *end = '\0';
    if (g_str_has_prefix(text, MARK) && is_id(text + strlen(MARK)))
      g_hash_table_add(journal->ids, g_strdup(text + strlen(MARK)));
    else if (is_line(text))
      g_hash_table_add(journal->lines, g_strdup(text));
  }
}

/* A run may have been killed within its first line. */
static gboolean is_journal(const char *text, gsize length)
{
  return strncmp(text, MARK, MIN(length, strlen(MARK))) == 0 || strcmp(text, OLDER) == 0;
}

Journal *journal_read(int fd)
{
  gsize length = 0;
  int trouble;
  struct stat info;
  if (fstat(fd, &info) != 0 || lseek(fd, 0, SEEK_SET) != 0)
    return NULL;
  g_autofree char *text = file_read_fd(fd, (gsize)info.st_size, LIMIT, &length, &trouble);
  if (!text || !is_journal(text, length))
    return NULL;
  Journal *journal = g_new0(Journal, 1);
  journal->fd = fd;
  journal->end = (off_t)length;
  journal->broken = length > 0 && text[length - 1] != '\n';
  journal->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  journal->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  journal->waiting = g_string_new(NULL);
  g_mutex_init(&journal->lock);
  g_snprintf(journal->id, sizeof journal->id, "%08x%08x", g_random_int(), g_random_int());
  read_lines(journal, text);
  return journal;
}

void journal_free(Journal *journal)
{
  if (!journal)
    return;
  g_hash_table_unref(journal->ids);
  g_hash_table_unref(journal->lines);
  g_string_free(journal->waiting, TRUE);
  g_mutex_clear(&journal->lock);
  g_free(journal);
}

gboolean journal_is_unfinished(const Journal *journal)
{
  return journal->end > 0;
}

/* Under the lock. */
static int write_out(Journal *journal)
{
  gsize length = journal->waiting->len;
  int errnum = file_write_at(journal->fd, journal->waiting->str, length, (guint64)journal->end);
  if (errnum != 0)
    return errnum;
  journal->end += (off_t)length;
  g_string_truncate(journal->waiting, 0);
  return fsync(journal->fd) == 0 ? 0 : errno;
}

int journal_begin(Journal *journal)
{
  g_string_append_printf(journal->waiting, "%s" MARK "%s\n", journal->broken ? "\n" : "",
                         journal->id);
  return journal_sync(journal);
}

void journal_add_file(Journal *journal, const char *name, const struct stat *info)
{
  g_autofree char *line = make_line(name, info);
  g_mutex_lock(&journal->lock);
  g_string_append(journal->waiting, line);
  g_string_append_c(journal->waiting, '\n');
  g_mutex_unlock(&journal->lock);
}

int journal_sync(Journal *journal)
{
  g_mutex_lock(&journal->lock);
  int errnum = journal->waiting->len > 0 ? write_out(journal) : 0;
  g_mutex_unlock(&journal->lock);
  return errnum;
}

int journal_finish(Journal *journal)
{
  return ftruncate(journal->fd, 0) == 0 && fsync(journal->fd) == 0 ? 0 : errno;
}

const char *journal_id(const Journal *journal)
{
  return journal->id;
}

gboolean journal_lists(const Journal *journal, const char *name, const struct stat *info)
{
  g_autofree char *line = make_line(name, info);
  return S_ISREG(info->st_mode) && g_hash_table_contains(journal->lines, line);
}

gboolean journal_has_temporary(const Journal *journal, const char *entry)
{
  gsize length = strlen(entry);
  return entry[0] == '.' && length > ID + 2 && entry[length - ID - 1] == '.' &&
         g_hash_table_contains(journal->ids, entry + length - ID);
}

GPtrArray *journal_names(const Journal *journal)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter iter;
  gpointer line;
  g_hash_table_iter_init(&iter, journal->lines);
  while (g_hash_table_iter_next(&iter, &line, NULL))
    g_ptr_array_add(names, g_strdup(name_of(line)));
  g_ptr_array_sort(names, text_compare);
  return names;
}
