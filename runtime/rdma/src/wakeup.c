/*
 * How a waiting thread sleeps, and how others wake it. A shared memory endpoint shares its wakeup with its peers: a
 * sender signals a sleeper, and the sleeper needs no timer. The wakeup's page is a memfd, which peers open by its
 * owner's number in /proc, so that a killed process leaves nothing behind. A peer that can't open it still sends; the
 * owner then polls occasionally.
 *
 * No signal is lost: a sleeper reads `signals`, sets its sleeping flag, polls once more, and sleeps only if `signals`
 * is unchanged; a sender signals after it has sent.
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

#define NAME "argosy-wakeup"
#define LINK "/memfd:" NAME

static struct wakeup *map(int file) {
    void *page = mmap(NULL, sizeof(struct wakeup), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return page != MAP_FAILED ? page : NULL;
}

struct wakeup *argosy_wakeup_make(int *file) {
    *file = memfd_create(NAME, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    struct wakeup *wakeup = NULL;
    /* A page that its owner could shorten would kill the senders. */
    if (*file >= 0 && ftruncate(*file, sizeof *wakeup) == 0 && fcntl(*file, F_ADD_SEALS, F_SEAL_SHRINK) == 0) {
        wakeup = map(*file);
    }
    if (wakeup == NULL && *file >= 0) {
        (void)close(*file);
        *file = -1;
    }
    return wakeup;
}

static bool is_wakeup(const char *path) {
    char target[sizeof LINK] = {0};
    return readlink(path, target, sizeof target - 1) == (ssize_t)(sizeof target - 1) && strcmp(target, LINK) == 0;
}

struct wakeup *argosy_wakeup_join(const char *address) {
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
    int file = is_wakeup(path) ? open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK) : -1;
    if (file < 0) {
        return NULL;
    }
    struct stat status;
    struct wakeup *wakeup = NULL;
    if (fstat(file, &status) == 0 && status.st_size >= (off_t)sizeof *wakeup &&
        (fcntl(file, F_GET_SEALS) & F_SEAL_SHRINK) != 0) {
        wakeup = map(file);
    }
    (void)close(file);
    if (wakeup != NULL) {
        (void)atomic_fetch_add(&wakeup->senders, 1);
    }
    return wakeup;
}

void argosy_wakeup_leave(struct wakeup *wakeup) {
    (void)atomic_fetch_sub(&wakeup->senders, 1);
    (void)munmap(wakeup, sizeof *wakeup);
}

void argosy_wakeup_close(struct wakeup *wakeup, int file) {
    (void)munmap(wakeup, sizeof *wakeup);
    (void)close(file);
}

bool argosy_wakeup_signal(struct wakeup *wakeup) {
    atomic_thread_fence(memory_order_seq_cst); /* orders the send before the check for a sleeper */
    if (atomic_load_explicit(&wakeup->asleep, memory_order_relaxed) == 0 || atomic_exchange(&wakeup->asleep, 0) == 0) {
        return false;
    }
    (void)atomic_fetch_add(&wakeup->signals, 1);
    (void)syscall(SYS_futex, &wakeup->signals, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
    return true;
}

uint32_t argosy_wakeup_arm(struct wakeup *wakeup) {
    uint32_t signals = atomic_load(&wakeup->signals);
    atomic_store(&wakeup->asleep, 1);
    atomic_thread_fence(memory_order_seq_cst); /* pairs with that of the signal: one of the two sees the other */
    return signals;
}

void argosy_wakeup_sleep(struct wakeup *wakeup, uint32_t signals, int64_t nanoseconds) {
    struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = (long)(nanoseconds % 1000000000)};
    (void)syscall(SYS_futex, &wakeup->signals, FUTEX_WAIT, signals, &limit, NULL, 0);
}
