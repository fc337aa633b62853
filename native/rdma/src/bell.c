/*
 * What a waiting thread sleeps on, and how others wake it. An endpoint of shared memory shares its bell with its
 * peers: who sends to a sleeper rings, and the sleeper needs no timer. The bell's page is a memfd, which peers open
 * by its owner's number in /proc, so that nothing stays behind when a process is killed. A peer that can't open
 * it sends all the same; the owner then looks now and then.
 *
 * No ring is lost: a sleeper reads `rings`, says that it is asleep, looks once more, and only then sleeps unless
 * `rings` has changed; who rings has sent before.
 */
#include "internal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define NAME "argosy-bell"
#define LINK "/memfd:" NAME

static struct bell *map(int file) {
    void *page = mmap(NULL, sizeof(struct bell), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return page != MAP_FAILED ? page : NULL;
}

struct bell *argosy_bell_make(int *file) {
    *file = memfd_create(NAME, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    struct bell *bell = NULL;
    /* A page that its owner could shorten would kill those who ring. */
    if (*file >= 0 && ftruncate(*file, sizeof *bell) == 0 && fcntl(*file, F_ADD_SEALS, F_SEAL_SHRINK) == 0) {
        bell = map(*file);
    }
    if (bell == NULL && *file >= 0) {
        (void)close(*file);
        *file = -1;
    }
    return bell;
}

static bool is_bell(const char *path) {
    char target[sizeof LINK] = {0};
    return readlink(path, target, sizeof target - 1) == (ssize_t)(sizeof target - 1) && strcmp(target, LINK) == 0;
}

struct bell *argosy_bell_join(const char *address) {
    uint64_t space = 0;
    long process = 0;
    int number = -1;
    const char *name = strstr(address, "argosy.");
    if (name == NULL || sscanf(name, "argosy.%" SCNu64 ".%ld.%*u.%d", &space, &process, &number) != 3 || number < 0 ||
        space == 0 || space != argosy_pid_namespace()) {
        return NULL;
    }
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%ld/fd/%d", process, number);
    int file = is_bell(path) ? open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK) : -1;
    if (file < 0) {
        return NULL;
    }
    struct stat status;
    struct bell *bell = NULL;
    if (fstat(file, &status) == 0 && status.st_size >= (off_t)sizeof *bell &&
        (fcntl(file, F_GET_SEALS) & F_SEAL_SHRINK) != 0) {
        bell = map(file);
    }
    (void)close(file);
    if (bell != NULL) {
        (void)atomic_fetch_add(&bell->ringers, 1);
    }
    return bell;
}

void argosy_bell_leave(struct bell *bell) {
    (void)atomic_fetch_sub(&bell->ringers, 1);
    (void)munmap(bell, sizeof *bell);
}

void argosy_bell_close(struct bell *bell, int file) {
    (void)munmap(bell, sizeof *bell);
    (void)close(file);
}

bool argosy_bell_ring(struct bell *bell) {
    atomic_thread_fence(memory_order_seq_cst); /* what was sent comes before the look whether anybody sleeps */
    if (atomic_load_explicit(&bell->asleep, memory_order_relaxed) == 0 || atomic_exchange(&bell->asleep, 0) == 0) {
        return false;
    }
    (void)atomic_fetch_add(&bell->rings, 1);
    (void)syscall(SYS_futex, &bell->rings, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
    return true;
}

uint32_t argosy_bell_listen(struct bell *bell) {
    uint32_t rings = atomic_load(&bell->rings);
    atomic_store(&bell->asleep, 1);
    atomic_thread_fence(memory_order_seq_cst); /* pairs with that of the ring: one of the two sees the other */
    return rings;
}

void argosy_bell_sleep(struct bell *bell, uint32_t rings, int64_t nanoseconds) {
    struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = (long)(nanoseconds % 1000000000)};
    (void)syscall(SYS_futex, &bell->rings, FUTEX_WAIT, rings, &limit, NULL, 0);
}
