/* A library that is loaded before the program's own: it counts the calls by which the program touches files below one
   folder, ends the program at one of them, or lets one fail. What it does stands in the environment:

   COUPLET_FAULT_FOLDER  the folder; other files are left alone
   COUPLET_FAULT_COUNTS  a file of eight 64-bit numbers, one a kind of call, which it counts in
   COUPLET_FAULT         "kill N" before the Nth call, "tear N" in the middle of it where it writes, or
                         "fail KIND N ERRNO" for the Nth call of a kind and all of that kind after it */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { OPEN, READ, WRITE, SYNC, RENAME, LOCK, CUT, REMOVE, KINDS };

static char folder[4096];
static size_t folder_length;
static uint64_t *counts, total;
static char mode;
static uint64_t place;
static int failing_kind, failing_code;

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("COUPLET_FAULT_FOLDER"), *counted = getenv("COUPLET_FAULT_COUNTS");
  const char *fault = getenv("COUPLET_FAULT");
  if (!name || !counted) return;
  strncpy(folder, name, sizeof folder - 1);
  folder_length = strlen(folder);
  int descriptor = REAL(int, open, const char *, int, ...)(counted, O_RDWR | O_CLOEXEC, 0);
  if (descriptor < 0) return;
  counts = mmap(NULL, KINDS * sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  close(descriptor);
  if (counts == MAP_FAILED) counts = NULL;
  if (!fault) return;
  if (sscanf(fault, "kill %lu", &place) == 1) mode = 'k';
  else if (sscanf(fault, "tear %lu", &place) == 1) mode = 't';
  else if (sscanf(fault, "fail %d %lu %d", &failing_kind, &place, &failing_code) == 3) mode = 'f';
}

static int is_ours(const char *path) {
  return counts && strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/';
}

static int is_open_ours(int descriptor) {
  char link[64], path[4096];
  if (!counts) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_ours(path);
}

static void end(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* What becomes of the next call: 0 it is made, 1 it is made in part and the program ends, -1 it fails. */
static int meet(enum kind kind, int is_ours) {
  if (!is_ours) return 0;
  uint64_t number = __atomic_add_fetch(&total, 1, __ATOMIC_SEQ_CST);
  uint64_t of_kind = __atomic_add_fetch(&counts[kind], 1, __ATOMIC_SEQ_CST);
  if (mode == 'k' && number == place) end();
  if (mode == 't' && number == place) { if (kind == WRITE) return 1; end(); }
  if (mode == 'f' && (int)kind == failing_kind && of_kind >= place) { errno = failing_code; return -1; }
  return 0;
}

#define OPENING(name)                                                                \
  int name(const char *path, int flags, ...) {                                       \
    va_list list; va_start(list, flags); mode_t bits = va_arg(list, mode_t); va_end(list); \
    char real[4096];                                                                 \
    const char *full = path[0] == '/' || !getcwd(real, sizeof real - 1) ? path       \
      : strncat(strcat(real, "/"), path, sizeof real - strlen(real) - 2);            \
    if (meet(OPEN, is_ours(full)) < 0) return -1;                                    \
    return REAL(int, name, const char *, int, ...)(path, flags, bits);               \
  }
OPENING(open)
OPENING(open64)

#define READING(name, offset)                                                        \
  ssize_t name(int descriptor, void *bytes, size_t count, offset at) {               \
    if (meet(READ, is_open_ours(descriptor)) < 0) return -1;                         \
    return REAL(ssize_t, name, int, void *, size_t, offset)(descriptor, bytes, count, at); \
  }
READING(pread, off_t)
READING(pread64, off64_t)

ssize_t read(int descriptor, void *bytes, size_t count) {
  if (meet(READ, is_open_ours(descriptor)) < 0) return -1;
  return REAL(ssize_t, read, int, void *, size_t)(descriptor, bytes, count);
}

#define WRITING(name, offset)                                                        \
  ssize_t name(int descriptor, const void *bytes, size_t count, offset at) {         \
    int fate = meet(WRITE, is_open_ours(descriptor));                                \
    if (fate < 0) return -1;                                                         \
    ssize_t done = REAL(ssize_t, name, int, const void *, size_t, offset)(           \
      descriptor, bytes, fate ? count / 2 : count, at);                              \
    if (fate) end();                                                                 \
    return done;                                                                     \
  }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int descriptor, const void *bytes, size_t count) {
  int fate = meet(WRITE, is_open_ours(descriptor));
  if (fate < 0) return -1;
  ssize_t done = REAL(ssize_t, write, int, const void *, size_t)(descriptor, bytes, fate ? count / 2 : count);
  if (fate) end();
  return done;
}

#define ON_DESCRIPTOR(name, kind)                                                    \
  int name(int descriptor) {                                                         \
    if (meet(kind, is_open_ours(descriptor)) < 0) return -1;                         \
    return REAL(int, name, int)(descriptor);                                         \
  }
ON_DESCRIPTOR(fsync, SYNC)
ON_DESCRIPTOR(fdatasync, SYNC)

#define CUTTING(name, length)                                                        \
  int name(int descriptor, length size) {                                            \
    if (meet(CUT, is_open_ours(descriptor)) < 0) return -1;                          \
    return REAL(int, name, int, length)(descriptor, size);                           \
  }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

int flock(int descriptor, int operation) {
  if (meet(LOCK, is_open_ours(descriptor)) < 0) return -1;
  return REAL(int, flock, int, int)(descriptor, operation);
}

#define CONTROLLING(name)                                                            \
  int name(int descriptor, int command, ...) {                                       \
    va_list list; va_start(list, command); void *argument = va_arg(list, void *); va_end(list); \
    int is_lock = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK; \
    if (is_lock && meet(LOCK, is_open_ours(descriptor)) < 0) return -1;              \
    return REAL(int, name, int, int, ...)(descriptor, command, argument);            \
  }
CONTROLLING(fcntl)
CONTROLLING(fcntl64)

#define NAMING(name, kind)                                                           \
  int name(const char *old, const char *new) {                                       \
    if (meet(kind, is_ours(new)) < 0) return -1;                                     \
    return REAL(int, name, const char *, const char *)(old, new);                    \
  }
NAMING(rename, RENAME)
NAMING(link, RENAME)

/* The program asks the system itself for what the C library has no name for in Swift. */
long syscall(long number, ...) {
  va_list list; va_start(list, number);
  long word[6];
  for (int place = 0; place < 6; place++) word[place] = va_arg(list, long);
  va_end(list);
  if (number == SYS_renameat2 && meet(RENAME, is_ours((const char *)word[3])) < 0) return -1;
  return REAL(long, syscall, long, ...)(number, word[0], word[1], word[2], word[3], word[4], word[5]);
}

int unlink(const char *path) {
  if (meet(REMOVE, is_ours(path)) < 0) return -1;
  return REAL(int, unlink, const char *)(path);
}
