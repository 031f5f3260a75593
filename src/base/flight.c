/* SPDX-License-Identifier: MIT */
#include "mkepub/flight.h"

#include <sys/stat.h>

struct MkepubFlight {
  GMutex lock;
  GCond left;
  gsize bytes; /* of the articles in work */
  guint count; /* of these */
};

MkepubFlight *mkepub_flight_new(void)
{
  MkepubFlight *flight = g_new0(MkepubFlight, 1);
  g_mutex_init(&flight->lock);
  g_cond_init(&flight->left);
  return flight;
}

void mkepub_flight_free(MkepubFlight *flight)
{
  if (!flight)
    return;
  g_mutex_clear(&flight->lock);
  g_cond_clear(&flight->left);
  g_free(flight);
}

void mkepub_flight_enter(MkepubFlight *flight, gsize bytes)
{
  g_mutex_lock(&flight->lock);
  while (flight->count > 0 &&
         (bytes > MKEPUB_FLIGHT_BYTES || flight->bytes > MKEPUB_FLIGHT_BYTES - bytes))
    g_cond_wait(&flight->left, &flight->lock);
  flight->bytes += bytes;
  flight->count++;
  g_mutex_unlock(&flight->lock);
}

gsize mkepub_flight_enter_file(MkepubFlight *flight, const char *file)
{
  struct stat info;
  gboolean known = stat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
  gsize bytes = known ? (gsize)info.st_size : 0;
  mkepub_flight_enter(flight, bytes);
  return bytes;
}

void mkepub_flight_leave(MkepubFlight *flight, gsize bytes)
{
  g_mutex_lock(&flight->lock);
  flight->bytes -= bytes;
  flight->count--;
  g_cond_broadcast(&flight->left);
  g_mutex_unlock(&flight->lock);
}
