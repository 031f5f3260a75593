/* SPDX-License-Identifier: MIT */
/* Which addresses of the internet protocol anybody may be sent to.
 * Used by transfer.c at each socket that is opened. */
#ifndef MEDIA_FETCH_ADDRESS_H
#define MEDIA_FETCH_ADDRESS_H

#include <glib.h>
#include <sys/socket.h>

/* NULL for a public address, else what it is, static, to follow "the address … is": "loopback",
 * "private", "IPv4 within IPv6", …. Refused is whatever stands in the IANA registries of
 * special-purpose addresses (RFC 6890; as of 2025), globally reachable or not, multicast, IPv6
 * outside of 2000::/3 and every other address family. LENGTH of ADDRESS in bytes. */
const char *fetch_address_fault(const struct sockaddr *address, gsize length);

/* ADDRESS as people write it, without its port. For the caller to free. */
char *fetch_address_text(const struct sockaddr *address, gsize length);

#endif
