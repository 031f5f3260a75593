/* SPDX-License-Identifier: MIT */
#include "mkepub/flight.h"

#include <sys/stat.h>

/* What is in work of one kind. */
typedef struct {
  gsize amount; /* of bytes, or pixels */
  guint count;  /* of articles, or pictures */
} Load;

struct MkepubFlight {
  GMutex lock;
  GCond left;
  Load articles, pictures;
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

static void enter(MkepubFlight *flight, Load *load, gsize amount, gsize limit)
{
  g_mutex_lock(&flight->lock);
  while (load->count > 0 && (amount > limit || load->amount > limit - amount))
    g_cond_wait(&flight->left, &flight->lock);
  load->amount += amount;
  load->count++;
  g_mutex_unlock(&flight->lock);
}

static void leave(MkepubFlight *flight, Load *load, gsize amount)
{
  g_mutex_lock(&flight->lock);
  load->amount -= amount;
  load->count--;
  g_cond_broadcast(&flight->left);
  g_mutex_unlock(&flight->lock);
}

void mkepub_flight_enter(MkepubFlight *flight, gsize bytes)
{
  enter(flight, &flight->articles, bytes, MKEPUB_FLIGHT_BYTES);
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
  leave(flight, &flight->articles, bytes);
}

void mkepub_flight_enter_picture(MkepubFlight *flight, gsize pixels)
{
  enter(flight, &flight->pictures, pixels, MKEPUB_FLIGHT_PIXELS);
}

void mkepub_flight_leave_picture(MkepubFlight *flight, gsize pixels)
{
  leave(flight, &flight->pictures, pixels);
}
