/* SPDX-License-Identifier: MIT */
#include "media/fetch/transfer.h"

#include <string.h>
#include <unistd.h>

#include "media/fetch/address.h"
#include "media/sniff/sniff.h"
#include "media/svg/svg.h"
#include "mkepub/error.h"

#define HEADER_LIMIT  (256 * 1024)
#define DISCARD_LIMIT (64 * 1024) /* bytes of an error page, read to keep its connection */
#define SLOW_BYTES    16L         /* bytes a second: a slower body is given up */

/* The types that readers show first, then those that are converted. */
#define ACCEPT                                                                                 \
  "Accept: image/png,image/jpeg,image/gif,image/webp,image/svg+xml,image/*;q=0.8,*/*;q=0.1"

struct FetchTransfer {
  FetchShared *shared;
  FetchJob *job;
  CURL *easy;
  struct curl_slist *fields;
  FetchDraft *draft; /* NULL before the first byte of the body */
  guint64 length, discarded;
  gsize header;
  gboolean in_header; /* while the header of an answer is read */
  gint64 heard;
  char *refused;                /* the last address that the rule on addresses refused */
  GError *error;                /* the reason for which a callback stopped the transfer */
  char *type, *etag, *modified; /* headers of the answer; NULL when missing */
};

static GError *too_large(const char *what, guint64 limit)
{
  guint64 megabyte = 1024 * 1024, gigabyte = 1024 * megabyte;
  guint64 unit = limit % gigabyte == 0 ? gigabyte : limit % megabyte == 0 ? megabyte : 1;
  const char *name = unit == gigabyte ? "GB" : unit == megabyte ? "MB" : "bytes";
  return g_error_new(MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "%s %" G_GUINT64_FORMAT " %s", what,
                     limit / unit, name);
}

static size_t on_header(char *bytes, size_t size, size_t count, void *data)
{
  FetchTransfer *transfer = data;
  transfer->heard = g_get_monotonic_time();
  if (size * count >= 5 && !memcmp(bytes, "HTTP/", 5))
    transfer->in_header = TRUE;
  else if (size * count <= 2)
    transfer->in_header = FALSE; /* an empty line ends the header */
  transfer->header += size * count;
  if (transfer->header <= HEADER_LIMIT)
    return size * count;
  g_clear_error(&transfer->error);
  transfer->error = too_large("header larger than", HEADER_LIMIT);
  return 0;
}

/* Returns an error when a decoded body, or all of them, would exceed their limits; otherwise
 * NULL. */
static GError *over_limit(const FetchTransfer *transfer, gsize more)
{
  const MkepubFetchOptions *options = transfer->shared->options;
  if (transfer->length + more > options->max_bytes)
    return too_large("larger than", options->max_bytes);
  if (transfer->shared->received + more > options->max_total)
    return too_large("all pictures together are larger than", options->max_total);
  return NULL;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *data)
{
  FetchTransfer *transfer = data;
  gsize length = size * count;
  long status = 0;
  transfer->heard = g_get_monotonic_time();
  curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200 && status != 203) {
    transfer->discarded += length;
    return transfer->discarded <= DISCARD_LIMIT ? length : 0;
  }
  g_clear_error(&transfer->error);
  transfer->error = over_limit(transfer, length);
  if (!transfer->error && !transfer->draft)
    transfer->draft = fetch_draft_new(transfer->shared->cache, &transfer->error);
  if (transfer->error || !fetch_draft_write(transfer->draft, bytes, length, &transfer->error))
    return 0;
  transfer->length += length;
  transfer->shared->received += length;
  return length;
}

/* Called after DNS and for each address of each redirect: the last check before a
 * connection. */
static curl_socket_t on_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
  FetchTransfer *transfer = data;
  const char *fault = fetch_address_fault(&address->addr, address->addrlen);
  (void)purpose;
  if (fault && !transfer->shared->options->allow_private) {
    g_autofree char *text = fetch_address_text(&address->addr, address->addrlen);
    g_free(transfer->refused);
    transfer->refused = g_strdup_printf("refused: the address %s is %s", text, fault);
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static int on_connected(void *data, char *to, char *from, int to_port, int from_port)
{
  (void)to, (void)from, (void)to_port, (void)from_port;
  ((FetchTransfer *)data)->heard = g_get_monotonic_time();
  return CURL_PREREQFUNC_OK;
}

static void set_limits(CURL *easy, const MkepubFetchOptions *options, guint limit_ms)
{
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_ms);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)limit_ms);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)MAX(options->idle_ms / 1000, 1));
  curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)options->max_bytes);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)options->redirects);
}

/* Disables everything that could lead elsewhere or identify the user. */
static void set_policy(CURL *easy)
{
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "mkepub/" MKEPUB_VERSION);
}

static void set_callbacks(CURL *easy, FetchTransfer *transfer)
{
  curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
}

FetchTransfer *fetch_transfer_new(FetchShared *shared, FetchJob *job, guint limit_ms)
{
  FetchTransfer *transfer = g_new0(FetchTransfer, 1);
  gboolean brotli = (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_BROTLI) != 0;
  transfer->shared = shared;
  transfer->job = job;
  transfer->fields = curl_slist_append(NULL, ACCEPT);
  CURL *easy = transfer->easy = curl_easy_init();
  g_assert(easy && transfer->fields); /* NULL means out of memory, which aborts everywhere */
  curl_easy_setopt(easy, CURLOPT_URL, job->url);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->fields);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, brotli ? "gzip, br" : "gzip");
  /* share a connection of HTTP/2; with plain HTTP this would wait for a whole answer */
  curl_easy_setopt(easy, CURLOPT_PIPEWAIT, (long)g_str_has_prefix(job->url, "https:"));
  set_limits(easy, shared->options, limit_ms);
  set_policy(easy);
  set_callbacks(easy, transfer);
  return transfer;
}

static void let_go(FetchTransfer *transfer)
{
  g_clear_pointer(&transfer->easy, curl_easy_cleanup);
  g_clear_pointer(&transfer->fields, curl_slist_free_all);
}

void fetch_transfer_free(FetchTransfer *transfer)
{
  let_go(transfer);
  fetch_draft_free(transfer->draft);
  g_clear_error(&transfer->error);
  g_free(transfer->refused);
  g_free(transfer->type);
  g_free(transfer->etag);
  g_free(transfer->modified);
  g_free(transfer);
}

CURL *fetch_transfer_handle(const FetchTransfer *transfer)
{
  return transfer->easy;
}

FetchJob *fetch_transfer_job(const FetchTransfer *transfer)
{
  return transfer->job;
}

gint64 fetch_transfer_heard(const FetchTransfer *transfer)
{
  return transfer->heard;
}

/* Returns the header NAME of the last answer, for the caller to free; NULL when missing. */
static char *copy_header(const FetchTransfer *transfer, const char *name)
{
  struct curl_header *header = NULL;
  CURLHcode found = curl_easy_header(transfer->easy, name, 0, CURLH_HEADER, -1, &header);
  return found == CURLHE_OK ? g_strdup(header->value) : NULL;
}

/* Returns an error of our own callbacks, which is more precise than curl's; NULL without
 * one. */
static GError *own_fault(FetchTransfer *transfer, CURLcode code)
{
  const MkepubFetchOptions *options = transfer->shared->options;
  if (transfer->error && code == CURLE_WRITE_ERROR)
    return g_steal_pointer(&transfer->error);
  if (transfer->refused && code == CURLE_COULDNT_CONNECT)
    return g_error_new_literal(MKEPUB_ERROR, MKEPUB_ERROR_INPUT, transfer->refused);
  if (code == CURLE_FILESIZE_EXCEEDED)
    return too_large("larger than", options->max_bytes);
  if (code == CURLE_TOO_MANY_REDIRECTS)
    return g_error_new(MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "more than %u redirects",
                       options->redirects);
  return NULL;
}

void fetch_transfer_end(FetchTransfer *transfer, CURLcode code, FetchOutcome *outcome)
{
  long status = 0;
  curl_off_t asked = 0;
  *outcome = (FetchOutcome){.verdict = FETCH_FAILED, .answered = TRUE};
  curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &asked);
  transfer->type = copy_header(transfer, "Content-Type");
  transfer->etag = copy_header(transfer, "ETag");
  transfer->modified = copy_header(transfer, "Last-Modified");
  /* curl accepts a connection that closes within the header */
  if (code == CURLE_OK && transfer->in_header)
    code = CURLE_RECV_ERROR;
  outcome->error = own_fault(transfer, code);
  if (!outcome->error) {
    /* a long error page is cut off; its status is still valid */
    gboolean cut = code == CURLE_WRITE_ERROR && transfer->discarded > DISCARD_LIMIT;
    fetch_verdict_judge(cut ? CURLE_OK : code, status, outcome);
  }
  if (outcome->verdict == FETCH_AGAIN && asked > 0)
    outcome->asked_ms = MIN((gint64)asked, G_MAXINT32) * 1000;
  let_go(transfer);
}

/* Returns TRUE for formats that are converted besides the core types of EPUB. */
static gboolean is_picture(const MkepubMediaInfo *info)
{
  static const char *const kinds[] = {"AVIF", "HEIC", "TIFF", "BMP"};
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (!strcmp(info->kind, kinds[i]))
      return TRUE;
  return info->media_type != NULL;
}

/* Detects a drawing whose compressed transfer was cut off, which curl does not report. */
static gboolean is_whole_svg(const guint8 *bytes, gsize length, GError **error)
{
  g_auto(MkepubSvg) svg = {0};
  if (mkepub_svg_clean(bytes, length, &svg))
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "not a picture (broken SVG)");
  return FALSE;
}

gboolean fetch_transfer_keep(FetchTransfer *transfer, GError **error)
{
  g_autoptr(GBytes) bytes = transfer->draft ? fetch_draft_bytes(transfer->draft) : NULL;
  gsize length = 0;
  const guint8 *start = bytes ? g_bytes_get_data(bytes, &length) : (const guint8 *)"";
  MkepubMediaInfo info;
  mkepub_media_sniff(start, length, &info);
  if (!is_picture(&info)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "not a picture (%s)", info.kind);
    return FALSE;
  }
  if (g_strcmp0(info.media_type, "image/svg+xml") == 0 && !is_whole_svg(start, length, error))
    return FALSE;
  FetchFacts facts = {
      .type = transfer->type, .etag = transfer->etag, .modified = transfer->modified};
  return fetch_draft_keep(transfer->draft, transfer->job->url, &facts, error);
}
