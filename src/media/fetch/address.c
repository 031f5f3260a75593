/* SPDX-License-Identifier: MIT */
#include "media/fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#define EMBEDDED "IPv4 within IPv6"

/* The addresses that share the first BITS of START. */
typedef struct {
  const char *start;
  guint bits;
  const char *fault;
} Range;

/* The first match names the reason. */
static const Range ranges4[] = {
    {"0.0.0.0", 32, "unspecified"},
    {"0.0.0.0", 8, "reserved"},
    {"10.0.0.0", 8, "private"},
    {"100.64.0.0", 10, "shared"},
    {"127.0.0.0", 8, "loopback"},
    {"169.254.0.0", 16, "link-local"},
    {"172.16.0.0", 12, "private"},
    {"192.0.0.0", 24, "reserved"},
    {"192.0.2.0", 24, "for documentation"},
    {"192.31.196.0", 24, "reserved"},
    {"192.52.193.0", 24, "reserved"},
    {"192.88.99.0", 24, "reserved"},
    {"192.168.0.0", 16, "private"},
    {"192.175.48.0", 24, "reserved"},
    {"198.18.0.0", 15, "for benchmarks"},
    {"198.51.100.0", 24, "for documentation"},
    {"203.0.113.0", 24, "for documentation"},
    {"224.0.0.0", 4, "multicast"},
    {"255.255.255.255", 32, "broadcast"},
    {"240.0.0.0", 4, "reserved"},
};

static const Range ranges6[] = {
    {"::", 128, "unspecified"},
    {"::1", 128, "loopback"},
    {"::ffff:0:0", 96, EMBEDDED},
    {"::ffff:0:0:0", 96, EMBEDDED},
    {"::", 96, EMBEDDED},
    {"64:ff9b::", 96, EMBEDDED},
    {"64:ff9b:1::", 48, EMBEDDED},
    {"100::", 64, "for discarding"},
    {"2001::", 32, EMBEDDED}, /* Teredo */
    {"2001::", 23, "reserved"},
    {"2001:db8::", 32, "for documentation"},
    {"2002::", 16, EMBEDDED}, /* 6to4 */
    {"2620:4f:8000::", 48, "reserved"},
    {"3fff::", 20, "for documentation"},
    {"5f00::", 16, "reserved"},
    {"fc00::", 7, "private"},
    {"fe80::", 10, "link-local"},
    {"fec0::", 10, "private"},
    {"ff00::", 8, "multicast"},
};

/* The only part of IPv6 that is assigned to public use (RFC 4291 section 2.4, as registered by
 * IANA). */
static const Range given6 = {"2000::", 3, NULL};

static gboolean matches_range(const Range *range, int family, const guint8 *address)
{
  guint8 start[sizeof(struct in6_addr)];
  g_assert(inet_pton(family, range->start, start) == 1);
  guint whole = range->bits / 8, rest = range->bits % 8;
  if (memcmp(start, address, whole) != 0)
    return FALSE;
  return rest == 0 || (start[whole] ^ address[whole]) >> (8 - rest) == 0;
}

static const char *find_fault(const Range *ranges, guint count, int family,
                              const guint8 *address)
{
  for (guint i = 0; i < count; i++)
    if (matches_range(&ranges[i], family, address))
      return ranges[i].fault;
  return NULL;
}

/* Returns the bytes of the address itself, in network order; NULL for other families than
 * IP. */
static const guint8 *bytes_of(const struct sockaddr *address, gsize length)
{
  if (length >= sizeof(struct sockaddr_in) && address->sa_family == AF_INET)
    return (const guint8 *)&((const struct sockaddr_in *)address)->sin_addr;
  if (length >= sizeof(struct sockaddr_in6) && address->sa_family == AF_INET6)
    return (const guint8 *)&((const struct sockaddr_in6 *)address)->sin6_addr;
  return NULL;
}

const char *fetch_address_fault(const struct sockaddr *address, gsize length)
{
  const guint8 *bytes = bytes_of(address, length);
  if (!bytes)
    return "of an unknown kind";
  if (address->sa_family == AF_INET)
    return find_fault(ranges4, G_N_ELEMENTS(ranges4), AF_INET, bytes);
  const char *fault = find_fault(ranges6, G_N_ELEMENTS(ranges6), AF_INET6, bytes);
  return fault || matches_range(&given6, AF_INET6, bytes) ? fault : "reserved";
}

char *fetch_address_text(const struct sockaddr *address, gsize length)
{
  char text[INET6_ADDRSTRLEN];
  const guint8 *bytes = bytes_of(address, length);
  if (!bytes || !inet_ntop(address->sa_family, bytes, text, sizeof text))
    return g_strdup("?");
  return g_strdup(text);
}
