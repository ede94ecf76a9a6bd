/* A disk that fails on cue. Stands between a program and its C library (LD_PRELOAD, Linux), so that the programs under
 * test are those that people run.
 *
 *   JISHI_DISK       the folder for whose files it stands
 *   JISHI_DISK_PLAN  count         nothing fails
 *                    kill:N:W      the process is killed at the Nth point: W 0 before it, 1 in its middle, 2 after it
 *                    full:N:M      from the Nth point on, M points that need room have none
 *                    power:N:SEED  at the Nth point the power goes: what was not synced is lost, wholly or in parts
 *   JISHI_DISK_TOLD  a file whose first eight bytes are kept at the number of points passed
 *
 * A point is a call that changes the disk: write, truncate, sync, create, rename, link, unlink, make a folder.
 * What POSIX does not promise is not kept: a file's bytes until the file is synced, its name until its folder is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define BLOCK 4096

enum plan { NONE, COUNT, KILL, FULL, POWER };
enum turn { GO, HALF, NO_ROOM };

static enum plan plan = NONE;
static uint64_t nth, how;
static const char *root;
static size_t root_length;
static volatile uint64_t *told;
static uint64_t own_count;
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(ret, name, ...)                                                                                            \
    static ret (*real_##name)(__VA_ARGS__);                                                                             \
    static void find_##name(void) { if (!real_##name) real_##name = (ret (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name); }

REAL(int, open64, const char *, int, ...)
REAL(int, openat64, int, const char *, int, ...)
REAL(int, close, int)
REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, writev, int, const struct iovec *, int)
REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)
REAL(int, ftruncate64, int, off64_t)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, unlink, const char *)
REAL(int, unlinkat, int, const char *, int)
REAL(int, rename, const char *, const char *)
REAL(int, link, const char *, const char *)
REAL(int, linkat, int, const char *, int, const char *, int)
REAL(int, mkdir, const char *, mode_t)

__attribute__((constructor)) static void begin(void) {
    find_open64(); find_openat64(); find_close(); find_write(); find_writev(); find_pwrite64(); find_ftruncate64();
    find_fsync(); find_fdatasync(); find_unlink(); find_unlinkat(); find_rename(); find_link(); find_linkat(); find_mkdir();
    const char *told_in = getenv("JISHI_DISK_TOLD"), *given = getenv("JISHI_DISK_PLAN");
    root = getenv("JISHI_DISK");
    told = &own_count;
    if (!root || !given) return;
    root_length = strlen(root);
    if (told_in) {
        int fd = real_open64(told_in, O_RDWR | O_CREAT, 0600);
        if (fd >= 0 && real_ftruncate64(fd, 8) == 0) {
            void *page = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
            if (page != MAP_FAILED) told = page;
        }
        if (fd >= 0) real_close(fd);
    }
    *told = 0;
    unsigned long long a = 0, b = 0;
    if (!strcmp(given, "count")) plan = COUNT;
    else if (sscanf(given, "kill:%llu:%llu", &a, &b) == 2) plan = KILL;
    else if (sscanf(given, "full:%llu:%llu", &a, &b) == 2) plan = FULL;
    else if (sscanf(given, "power:%llu:%llu", &a, &b) == 2) plan = POWER;
    else { fprintf(stderr, "JISHI_DISK_PLAN is none: %s\n", given); abort(); }
    nth = a; how = b;
}

static int ours(const char *path) {
    return plan != NONE && path && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

/* The path behind a descriptor, if it is one of ours. */
static int ours_fd(int fd, char *path) {
    if (plan == NONE) return 0;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return ours(path);
}

/* --- what is not synced ---------------------------------------------------------------------------------------------- */

enum kind { BYTES, SIZE, CREATED, RENAMED, UNLINKED };

struct change {
    struct change *before;
    enum kind kind;
    ino_t file;
    int handle;
    off64_t at;
    size_t length;
    char *old;
    char *folder, *path, *from, *kept;
};

static struct change *changes;

struct handle { struct handle *next; ino_t file; int fd; };
static struct handle *handles;

static char *folder_of(const char *path) {
    char *folder = strdup(path), *slash = strrchr(folder, '/');
    if (slash) *slash = 0;
    return folder;
}

/* A second descriptor of a file, never closed: closing one would drop the locks that SQLite holds through another. */
static int handle_of(const char *path, ino_t *file) {
    struct stat now;
    if (stat(path, &now)) return -1;
    *file = now.st_ino;
    for (struct handle *known = handles; known; known = known->next)
        if (known->file == now.st_ino) return known->fd;
    int fd = real_open64(path, O_RDWR | O_CLOEXEC);
    if (fd < 0) return -1;
    struct handle *new = malloc(sizeof *new);
    *new = (struct handle){handles, now.st_ino, fd};
    handles = new;
    return fd;
}

static struct change *note(enum kind kind) {
    struct change *new = calloc(1, sizeof *new);
    new->before = changes;
    new->kind = kind;
    changes = new;
    return new;
}

static void note_size(const char *path) {
    ino_t file;
    int handle = handle_of(path, &file);
    struct stat now;
    if (handle < 0 || fstat(handle, &now)) return;
    struct change *new = note(SIZE);
    new->file = file; new->handle = handle; new->at = now.st_size;
}

/* What a stretch holds before it is overwritten, block by block: any of them may reach the disk without the others. */
static void note_bytes(const char *path, off64_t at, size_t length) {
    ino_t file;
    int handle = handle_of(path, &file);
    struct stat now;
    if (handle < 0 || fstat(handle, &now)) return;
    if (at + (off64_t)length > now.st_size) note_size(path);
    while (length) {
        size_t part = BLOCK - at % BLOCK;
        if (part > length) part = length;
        struct change *new = note(BYTES);
        new->file = file; new->handle = handle; new->at = at; new->length = part;
        new->old = calloc(1, part);
        if (pread64(handle, new->old, part, at) < 0) memset(new->old, 0, part);
        at += part; length -= part;
    }
}

static void note_name(enum kind kind, const char *path, const char *from, char *kept) {
    struct change *new = note(kind);
    new->folder = folder_of(path); new->path = strdup(path); new->from = from ? strdup(from) : NULL; new->kept = kept;
}

/* Puts a file aside instead of removing it, so that its name can come back. */
static char *put_aside(const char *path) {
    static unsigned number;
    char *kept = malloc(PATH_MAX);
    snprintf(kept, PATH_MAX, "%s.unsynced-%d-%u", root, (int)getpid(), number++);
    if (real_link(path, kept)) { free(kept); return NULL; }
    return kept;
}

static void synced(int fd, const char *path) {
    struct stat now;
    if (fstat(fd, &now)) return;
    for (struct change **at = &changes; *at;) {
        struct change *one = *at;
        int gone = S_ISDIR(now.st_mode) ? one->kind >= CREATED && !strcmp(one->folder, path)
                                        : one->kind < CREATED && one->file == now.st_ino;
        if (!gone) { at = &one->before; continue; }
        *at = one->before;
        if (one->kept) { real_unlink(one->kept); free(one->kept); }
        free(one->old); free(one->folder); free(one->path); free(one->from); free(one);
    }
}

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t x = a * 0x9e3779b97f4a7c15u ^ (b + 0x632be59bd9b4e019u);
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static uint64_t mix_words(uint64_t a, const char *words) {
    while (*words) a = mix(a, (unsigned char)*words++);
    return a;
}

/* Seeds divisible by three lose all that is not synced; the others lose by block, or by file. */
static int lost(const struct change *one) {
    uint64_t of = one->kind >= CREATED ? mix_words(how, one->folder)
                                       : mix(how, one->file + (how % 3 == 1 && one->kind == BYTES ? 7919 * (one->at / BLOCK + 1) : 0));
    return how % 3 == 0 || of % 2;
}

static void power_off(void) {
    for (struct change *one = changes; one; one = one->before) {
        if (!lost(one)) continue;
        switch (one->kind) {
        case BYTES: if (real_pwrite64(one->handle, one->old, one->length, one->at) < 0) abort(); break;
        case SIZE: if (real_ftruncate64(one->handle, one->at)) abort(); break;
        case CREATED: real_unlink(one->path); break;
        case RENAMED:
            real_rename(one->path, one->from);
            if (one->kept) real_rename(one->kept, one->path);
            break;
        case UNLINKED: if (one->kept) real_rename(one->kept, one->path); break;
        }
    }
    for (struct change *one = changes; one; one = one->before)
        if (one->kept) real_unlink(one->kept);
}

/* --- points ---------------------------------------------------------------------------------------------------------- */

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static enum turn point(int needs_room) {
    uint64_t number = ++*told;
    if (plan == FULL && number >= nth && number < nth + how) return needs_room ? NO_ROOM : GO;
    if (number != nth) return GO;
    if (plan == POWER) { power_off(); die(); }
    if (plan == KILL && how == 0) die();
    if (plan == KILL && how == 1) return HALF;
    return GO;
}

static void after(void) {
    if (plan == KILL && how && *told == nth) die();
}

#define GUARD pthread_mutex_lock(&lock)
#define DONE(value) do { int error = errno; after(); pthread_mutex_unlock(&lock); errno = error; return value; } while (0)
#define NO_SPACE do { pthread_mutex_unlock(&lock); errno = ENOSPC; return -1; } while (0)

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    find_pwrite64();
    char path[PATH_MAX];
    if (!ours_fd(fd, path)) return real_pwrite64(fd, bytes, length, at);
    GUARD;
    enum turn turn = point(1);
    if (turn == NO_ROOM) NO_SPACE;
    if (plan == POWER) note_bytes(path, at, length);
    ssize_t written = real_pwrite64(fd, bytes, turn == HALF ? length / 2 : length, at);
    DONE(written);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
    find_write();
    char path[PATH_MAX];
    if (!ours_fd(fd, path)) return real_write(fd, bytes, length);
    GUARD;
    enum turn turn = point(1);
    if (turn == NO_ROOM) NO_SPACE;
    if (plan == POWER) note_bytes(path, lseek64(fd, 0, SEEK_CUR), length);
    ssize_t written = real_write(fd, bytes, turn == HALF ? length / 2 : length);
    DONE(written);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    find_writev();
    char path[PATH_MAX];
    if (!ours_fd(fd, path)) return real_writev(fd, parts, count);
    return count ? write(fd, parts[0].iov_base, parts[0].iov_len) : 0;
}

int ftruncate64(int fd, off64_t length) {
    find_ftruncate64();
    char path[PATH_MAX];
    if (!ours_fd(fd, path)) return real_ftruncate64(fd, length);
    GUARD;
    if (point(0) == HALF) die();
    if (plan == POWER) {
        struct stat now;
        if (!fstat(fd, &now) && length < now.st_size) note_bytes(path, length, now.st_size - length);
        note_size(path);
    }
    int result = real_ftruncate64(fd, length);
    DONE(result);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int sync_with(int (*real)(int), int fd) {
    char path[PATH_MAX];
    if (!ours_fd(fd, path)) return real(fd);
    GUARD;
    if (point(0) == HALF) die();
    if (plan == POWER) synced(fd, path);
    int result = real(fd);
    DONE(result);
}
int fsync(int fd) { find_fsync(); return sync_with(real_fsync, fd); }
int fdatasync(int fd) { find_fdatasync(); return sync_with(real_fdatasync, fd); }

static int open_with(const char *path, int flags, mode_t mode) {
    if (!ours(path) || !(flags & (O_CREAT | O_TRUNC))) return real_open64(path, flags, mode);
    struct stat now;
    int there = !stat(path, &now);
    if (there && !(flags & O_TRUNC)) return real_open64(path, flags, mode);
    GUARD;
    enum turn turn = point(!there);
    if (turn == NO_ROOM) NO_SPACE;
    if (turn == HALF) die();
    if (plan == POWER && there && now.st_size) { note_bytes(path, 0, now.st_size); note_size(path); }
    int fd = real_open64(path, flags, mode);
    if (plan == POWER && fd >= 0 && !there) note_name(CREATED, path, NULL, NULL);
    DONE(fd);
}
int open64(const char *path, int flags, ...) {
    find_open64();
    va_list rest; va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_with(path, flags, mode);
}
int open(const char *path, int flags, ...) {
    find_open64();
    va_list rest; va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_with(path, flags, mode);
}

int unlink(const char *path) {
    find_unlink();
    if (!ours(path)) return real_unlink(path);
    GUARD;
    if (point(0) == HALF) die();
    if (plan == POWER) {
        char *kept = put_aside(path);
        if (kept) note_name(UNLINKED, path, NULL, kept);
    }
    int result = real_unlink(path);
    DONE(result);
}

int rename(const char *from, const char *to) {
    find_rename();
    if (!ours(from) && !ours(to)) return real_rename(from, to);
    GUARD;
    if (point(0) == HALF) die();
    char *kept = plan == POWER ? put_aside(to) : NULL;
    int result = real_rename(from, to);
    if (plan == POWER && !result) note_name(RENAMED, to, from, kept);
    DONE(result);
}

int link(const char *from, const char *to) {
    find_link();
    if (!ours(to)) return real_link(from, to);
    GUARD;
    enum turn turn = point(1);
    if (turn == NO_ROOM) NO_SPACE;
    if (turn == HALF) die();
    int result = real_link(from, to);
    if (plan == POWER && !result) note_name(CREATED, to, NULL, NULL);
    DONE(result);
}
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    find_linkat();
    if (from_folder == AT_FDCWD && to_folder == AT_FDCWD && ours(to)) return link(from, to);
    return real_linkat(from_folder, from, to_folder, to, flags);
}

int mkdir(const char *path, mode_t mode) {
    find_mkdir();
    struct stat now;
    if (!ours(path) || !stat(path, &now)) return real_mkdir(path, mode);
    GUARD;
    enum turn turn = point(1);
    if (turn == NO_ROOM) NO_SPACE;
    if (turn == HALF) die();
    int result = real_mkdir(path, mode);
    DONE(result);
}
