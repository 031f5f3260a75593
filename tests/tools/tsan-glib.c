/* SPDX-License-Identifier: MIT */
/* GLib's locks and thread pools once more, on pthreads, for the build under ThreadSanitizer
 * only. Linked into it by `make check-tsan`: GLib's own are not instrumented, so that the order
 * that they make would not be seen, and every guarded access would look like a race. */
#include <glib.h>
#include <pthread.h>

static pthread_mutex_t *mutex_of(GMutex *mutex)
{
  pthread_mutex_t *real = g_atomic_pointer_get(&mutex->p);
  if (real)
    return real;
  real = g_new(pthread_mutex_t, 1);
  pthread_mutex_init(real, NULL);
  if (g_atomic_pointer_compare_and_exchange(&mutex->p, NULL, real))
    return real;
  g_free(real);
  return g_atomic_pointer_get(&mutex->p);
}

static pthread_cond_t *cond_of(GCond *cond)
{
  pthread_cond_t *real = g_atomic_pointer_get(&cond->p);
  if (real)
    return real;
  real = g_new(pthread_cond_t, 1);
  pthread_cond_init(real, NULL);
  if (g_atomic_pointer_compare_and_exchange(&cond->p, NULL, real))
    return real;
  g_free(real);
  return g_atomic_pointer_get(&cond->p);
}

void g_mutex_init(GMutex *mutex)
{
  mutex->p = NULL;
}

void g_mutex_clear(GMutex *mutex)
{
  if (!mutex->p)
    return;
  pthread_mutex_destroy(mutex->p);
  g_free(mutex->p);
}

void g_mutex_lock(GMutex *mutex)
{
  pthread_mutex_lock(mutex_of(mutex));
}

gboolean g_mutex_trylock(GMutex *mutex)
{
  return pthread_mutex_trylock(mutex_of(mutex)) == 0;
}

void g_mutex_unlock(GMutex *mutex)
{
  pthread_mutex_unlock(mutex_of(mutex));
}

void g_cond_init(GCond *cond)
{
  cond->p = NULL;
}

void g_cond_clear(GCond *cond)
{
  if (!cond->p)
    return;
  pthread_cond_destroy(cond->p);
  g_free(cond->p);
}

void g_cond_wait(GCond *cond, GMutex *mutex)
{
  pthread_cond_wait(cond_of(cond), mutex_of(mutex));
}

void g_cond_signal(GCond *cond)
{
  pthread_cond_signal(cond_of(cond));
}

void g_cond_broadcast(GCond *cond)
{
  pthread_cond_broadcast(cond_of(cond));
}

/* A pool with a thread for each task: more races than the real one, never fewer. */
typedef struct {
  GThreadPool pool; /* first: what callers hold */
  GPtrArray *running;
} Pool;

typedef struct {
  Pool *pool;
  gpointer data;
} Task;

static gpointer task_main(gpointer data)
{
  Task *task = data;
  task->pool->pool.func(task->data, task->pool->pool.user_data);
  g_free(task);
  return NULL;
}

GThreadPool *g_thread_pool_new(GFunc func, gpointer user_data, gint max_threads,
                               gboolean exclusive, GError **error)
{
  (void)max_threads;
  (void)error;
  Pool *pool = g_new0(Pool, 1);
  pool->pool.func = func;
  pool->pool.user_data = user_data;
  pool->pool.exclusive = exclusive;
  pool->running = g_ptr_array_new();
  return &pool->pool;
}

gboolean g_thread_pool_push(GThreadPool *pool, gpointer data, GError **error)
{
  (void)error;
  Task *task = g_new(Task, 1);
  *task = (Task){.pool = (Pool *)pool, .data = data};
  /* The task frees itself, maybe before g_thread_new returns. */
  g_ptr_array_add(((Pool *)pool)->running, g_thread_new("task", task_main, task));
  return TRUE;
}

void g_thread_pool_free(GThreadPool *pool, gboolean immediate, gboolean wait_)
{
  (void)immediate;
  (void)wait_;
  GPtrArray *running = ((Pool *)pool)->running;
  for (guint i = 0; i < running->len; i++)
    g_thread_join(g_ptr_array_index(running, i));
  g_ptr_array_unref(running);
  g_free(pool);
}
