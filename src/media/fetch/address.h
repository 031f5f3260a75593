/* SPDX-License-Identifier: MIT */
/* Decides which network addresses are public. Used by transfer.c at each socket that is
 * opened. */
#ifndef MEDIA_FETCH_ADDRESS_H
#define MEDIA_FETCH_ADDRESS_H

#include <glib.h>
#include <sys/socket.h>

/* Returns NULL for a public address, otherwise its kind, static, to follow "the address … is":
 * "loopback", "private", "IPv4 within IPv6", …. Refuses everything in the IANA registries of
 * special-purpose addresses (RFC 6890; as of 2025), whether globally reachable or not,
 * multicast, IPv6 outside of 2000::/3 and every other address family. LENGTH of ADDRESS in
 * bytes. */
const char *fetch_address_fault(const struct sockaddr *address, gsize length);

/* Returns ADDRESS in its usual notation, without its port. For the caller to free. */
char *fetch_address_text(const struct sockaddr *address, gsize length);

#endif
