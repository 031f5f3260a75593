/* SPDX-License-Identifier: MIT */
#include "media/fetch/verdict.h"

#include "mkepub/error.h"

typedef struct {
  long status;
  FetchVerdict verdict;
  gboolean answered;
  const char *words;
} Status;

static const Status statuses[] = {
    {204, FETCH_FAILED, TRUE, "No Content"},
    {400, FETCH_FAILED, TRUE, "Bad Request"},
    {401, FETCH_FAILED, TRUE, "Unauthorized"},
    {402, FETCH_FAILED, TRUE, "Payment Required"},
    {403, FETCH_FAILED, TRUE, "Forbidden"},
    {404, FETCH_FAILED, TRUE, "Not Found"},
    {406, FETCH_FAILED, TRUE, "Not Acceptable"},
    {408, FETCH_AGAIN, TRUE, "Request Timeout"},
    {410, FETCH_FAILED, TRUE, "Gone"},
    {429, FETCH_AGAIN, FALSE, "Too Many Requests"},
    {451, FETCH_FAILED, TRUE, "Unavailable For Legal Reasons"},
    {500, FETCH_AGAIN, TRUE, "Internal Server Error"},
    {502, FETCH_AGAIN, TRUE, "Bad Gateway"},
    {503, FETCH_AGAIN, FALSE, "Service Unavailable"},
    {504, FETCH_AGAIN, TRUE, "Gateway Timeout"},
};

typedef struct {
  CURLcode code;
  FetchVerdict verdict;
  gboolean answered;
  const char *words;
} Code;

static const Code codes[] = {
    {CURLE_URL_MALFORMAT, FETCH_FAILED, TRUE, "redirected to an invalid web address"},
    {CURLE_LOGIN_DENIED, FETCH_FAILED, TRUE, "refused: redirected to one with a user name"},
    {CURLE_COULDNT_RESOLVE_HOST, FETCH_FAILED, FALSE, "host not found"},
    {CURLE_COULDNT_CONNECT, FETCH_AGAIN, FALSE, "cannot connect"},
    {CURLE_OPERATION_TIMEDOUT, FETCH_AGAIN, FALSE, "timed out"},
    {CURLE_SSL_CONNECT_ERROR, FETCH_AGAIN, FALSE, "no secure connection"},
    {CURLE_PEER_FAILED_VERIFICATION, FETCH_FAILED, FALSE, "certificate not valid"},
    {CURLE_GOT_NOTHING, FETCH_AGAIN, FALSE, "connection lost"},
    {CURLE_SEND_ERROR, FETCH_AGAIN, FALSE, "connection lost"},
    {CURLE_RECV_ERROR, FETCH_AGAIN, FALSE, "connection lost"},
    {CURLE_PARTIAL_FILE, FETCH_AGAIN, TRUE, "connection lost"},
    {CURLE_HTTP2, FETCH_AGAIN, TRUE, "connection lost"},
    {CURLE_HTTP2_STREAM, FETCH_AGAIN, TRUE, "connection lost"},
    {CURLE_BAD_CONTENT_ENCODING, FETCH_FAILED, TRUE, "broken compression"},
    {CURLE_WEIRD_SERVER_REPLY, FETCH_FAILED, TRUE, "not an HTTP response"},
};

static void set_outcome(FetchOutcome *outcome, FetchVerdict verdict, gboolean answered,
                        GError *error)
{
  outcome->verdict = verdict;
  outcome->answered = answered;
  outcome->error = error;
}

static GError *new_error(const char *text)
{
  return g_error_new_literal(MKEPUB_ERROR, MKEPUB_ERROR_INPUT, text);
}

static void judge_status(long status, FetchOutcome *outcome)
{
  if (status == 200 || status == 203) {
    set_outcome(outcome, FETCH_WHOLE, TRUE, NULL);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(statuses); i++)
    if (statuses[i].status == status) {
      set_outcome(
          outcome, statuses[i].verdict, statuses[i].answered,
          g_error_new(MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "%ld %s", status, statuses[i].words));
      return;
    }
  set_outcome(outcome, FETCH_FAILED, TRUE,
              g_error_new(MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "status %ld", status));
}

void fetch_verdict_judge(CURLcode code, long status, FetchOutcome *outcome)
{
  if (code == CURLE_OK) {
    judge_status(status, outcome);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
    if (codes[i].code == code) {
      gboolean answered = codes[i].answered || (status > 0 && code != CURLE_OPERATION_TIMEDOUT);
      set_outcome(outcome, codes[i].verdict, answered, new_error(codes[i].words));
      return;
    }
  /* curl uses one code for an unsupported scheme and for an answer of HTTP/0.9 */
  if (code == CURLE_UNSUPPORTED_PROTOCOL)
    set_outcome(
        outcome, FETCH_FAILED, TRUE,
        new_error(status >= 300
                      ? "refused: redirected to an address that is neither http nor https"
                      : "not an HTTP response"));
  else
    set_outcome(outcome, FETCH_FAILED, TRUE, new_error(curl_easy_strerror(code)));
}
