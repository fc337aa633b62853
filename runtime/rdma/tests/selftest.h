/* Two processes prove that bytes arrive. The first reads and writes the second one's memory. */
#ifndef ARGOSY_SELFTEST_H
#define ARGOSY_SELFTEST_H

#include "test_time.h"

#include <argosy/rdma.h>

#include <stdbool.h>
#include <stddef.h>

#define SELFTEST_PASS 0
#define SELFTEST_FAIL 1
#define SELFTEST_NO_PROVIDER 2
#define SELFTEST_SECONDS test_seconds(120)

struct selftest {
    const char *provider; /* null: the loopback interface, else shared memory */
    uint64_t bytes;       /* moved by each step */
    int to_peer;          /* pipes: the out-of-band channel */
    int from_peer;
    const char *role;
};

/* The data that each side sends the other before the first operation. */
struct introduction {
    uint32_t address_length;
    uint32_t reserved;
    unsigned char address[512];
    argosy_remote memory;
};

/* selftest_steps.c: SELFTEST_PASS or SELFTEST_FAIL, with a line on stderr saying what failed. */
int selftest_initiator(const struct selftest *test, argosy_domain domain);
int selftest_target(const struct selftest *test, argosy_domain domain);

/* selftest_pipe.c */
bool selftest_put(const struct selftest *test, const void *bytes, size_t length);
bool selftest_get(const struct selftest *test, void *bytes, size_t length);
/* False if there is nothing yet. */
bool selftest_peer_spoke(const struct selftest *test);
bool selftest_failed(const struct selftest *test, const char *what, int32_t code);

#endif
