/*
 * Providers over sockets have a descriptor that is readable while there is work: a sleeper waits for it instead of
 * polling by a timer. Not every descriptor is reliable. With the net provider of libfabric 1.17 the first signal leaves
 * it readable for ever, so a queue is tested when it is opened.
 *
 * A waker writes to `wake_eventfd`; the wakeup shows whether there is a sleeper.
 */
#include "internal.h"

#include <poll.h>
#include <rdma/fi_errno.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static int may_wait(const struct endpoint *endpoint) {
    struct fid *queue = &endpoint->completions->fid;
    return fi_trywait(endpoint->parent->fabric, &queue, 1);
}

static bool is_readable(int file) {
    struct pollfd poll_file = {.fd = file, .events = POLLIN};
    return poll(&poll_file, 1, 0) == 1;
}

/* A consumed signal must be gone. The first check may consume it and report that there was one. */
static bool is_honest(const struct endpoint *endpoint, int file) {
    if (fi_cq_signal(endpoint->completions) != 0) {
        return false;
    }
    (void)may_wait(endpoint);
    return may_wait(endpoint) == FI_SUCCESS && !is_readable(file);
}

bool argosy_cq_wait_fd_open(struct endpoint *endpoint, const struct fi_cq_attr *wanted) {
    struct fi_cq_attr attributes = *wanted;
    attributes.wait_obj = FI_WAIT_FD;
    if (fi_cq_open(endpoint->parent->domain, &attributes, &endpoint->completions, NULL) != 0) {
        endpoint->completions = NULL;
        return false;
    }
    int file = -1;
    endpoint->wake_eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (endpoint->wake_eventfd >= 0 && fi_control(&endpoint->completions->fid, FI_GETWAIT, &file) == 0 && file >= 0 &&
        is_honest(endpoint, file)) {
        endpoint->cq_wait_fd = file; /* the queue's own; it closes it */
        return true;
    }
    argosy_cq_wait_fd_close(endpoint);
    (void)fi_close(&endpoint->completions->fid);
    endpoint->completions = NULL;
    return false;
}

void argosy_cq_wait_fd_close(struct endpoint *endpoint) {
    endpoint->cq_wait_fd = -1;
    if (endpoint->wake_eventfd >= 0) {
        (void)close(endpoint->wake_eventfd);
        endpoint->wake_eventfd = -1;
    }
}

void argosy_cq_wait_fd_wake(const struct endpoint *endpoint) {
    if (endpoint->wake_eventfd >= 0) {
        (void)eventfd_write(endpoint->wake_eventfd, 1);
    }
}

bool argosy_cq_wait_fd_sleep(const struct endpoint *endpoint, int64_t nanoseconds) {
    if (may_wait(endpoint) != FI_SUCCESS) {
        return true;
    }
    struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = (long)(nanoseconds % 1000000000)};
    struct pollfd files[] = {{.fd = endpoint->cq_wait_fd, .events = POLLIN},
                             {.fd = endpoint->wake_eventfd, .events = POLLIN}};
    if (ppoll(files, 2, &limit, NULL) <= 0) {
        return false;
    }
    eventfd_t wakes = 0;
    if (files[1].revents != 0 && argosy_handle_is_open(&endpoint->object)) {
        (void)eventfd_read(endpoint->wake_eventfd,
                           &wakes); /* another thread that waits may still have to see a close */
    }
    return files[0].revents != 0;
}
