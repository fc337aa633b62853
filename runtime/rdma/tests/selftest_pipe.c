#include "selftest.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

bool selftest_put(const struct selftest *test, const void *bytes, size_t length) {
    const unsigned char *rest = bytes;
    while (length > 0) {
        ssize_t written = write(test->to_peer, rest, length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        rest += written;
        length -= (size_t)written;
    }
    return true;
}

bool selftest_get(const struct selftest *test, void *bytes, size_t length) {
    unsigned char *rest = bytes;
    while (length > 0) {
        ssize_t got = read(test->from_peer, rest, length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        rest += got;
        length -= (size_t)got;
    }
    return true;
}

bool selftest_peer_spoke(const struct selftest *test) {
    struct pollfd descriptor = {.fd = test->from_peer, .events = POLLIN};
    return poll(&descriptor, 1, 0) > 0;
}

bool selftest_failed(const struct selftest *test, const char *what, int32_t code) {
    (void)fprintf(stderr, "argosy-rdma-selftest: %s: %s: %s: %s\n", test->role, what, argosy_error_text(code),
                  code != ARGOSY_OK ? argosy_error_detail() : "");
    return false;
}
