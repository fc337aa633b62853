#include "selftest.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

struct side {
    const struct selftest *test;
    argosy_endpoint endpoint;
    argosy_memory memory;
    unsigned char *bytes; /* three parts of test->bytes each: read, written, message */
    argosy_peer peer;
    argosy_remote remote;
};

/* Differs for every part and every 4-byte word, so that a shifted or repeated block is detected. */
static unsigned char pattern(uint64_t part, uint64_t index) {
    uint64_t word = (index / 4 + 1) * 0x9E3779B97F4A7C15u + part * 0xC2B2AE3D27D4EB4Fu;
    return (unsigned char)(word >> (8 * (index % 4) + 24));
}

static void fill(const struct side *side, uint64_t part) {
    unsigned char *start = side->bytes + part * side->test->bytes;
    for (uint64_t i = 0; i < side->test->bytes; i++) {
        start[i] = pattern(part, i);
    }
}

static bool check(const struct side *side, uint64_t part, const char *what) {
    const unsigned char *start = side->bytes + part * side->test->bytes;
    for (uint64_t i = 0; i < side->test->bytes; i++) {
        if (start[i] != pattern(part, i)) {
            (void)fprintf(stderr, "argosy-rdma-selftest: %s: %s: byte %llu is %02x, expected %02x\n", side->test->role,
                          what, (unsigned long long)i, start[i], pattern(part, i));
            return false;
        }
    }
    return true;
}

static bool open_side(struct side *side, argosy_domain domain) {
    void *address = NULL;
    int32_t code = argosy_endpoint_open(domain, &side->endpoint);
    if (code != ARGOSY_OK) {
        return selftest_failed(side->test, "opening an endpoint", code);
    }
    code = argosy_memory_allocate(domain, 3 * side->test->bytes, ARGOSY_ACCESS_REMOTE_READ | ARGOSY_ACCESS_REMOTE_WRITE,
                                  &side->memory, &address);
    side->bytes = address;
    return code == ARGOSY_OK || selftest_failed(side->test, "allocating memory", code);
}

static bool meet(struct side *side) {
    struct introduction own = {0};
    struct introduction other = {0};
    int32_t code = argosy_endpoint_address(side->endpoint, own.address, sizeof own.address, &own.address_length);
    if (code == ARGOSY_OK) {
        code = argosy_memory_describe(side->memory, &own.memory);
    }
    if (code != ARGOSY_OK) {
        return selftest_failed(side->test, "describing itself", code);
    }
    if (!selftest_put(side->test, &own, sizeof own) || !selftest_get(side->test, &other, sizeof other)) {
        return selftest_failed(side->test, "the other process went away", ARGOSY_OK);
    }
    side->remote = other.memory;
    code = argosy_peer_insert(side->endpoint, other.address, other.address_length, &side->peer);
    return code == ARGOSY_OK || selftest_failed(side->test, "inserting the peer", code);
}

static int32_t post(const struct side *side, uint32_t operation, uint64_t part) {
    argosy_slice local = {side->memory, part * side->test->bytes, side->test->bytes};
    switch (operation) {
    case ARGOSY_OPERATION_READ:
        return argosy_endpoint_read(side->endpoint, side->peer, &local, &side->remote, local.offset, operation);
    case ARGOSY_OPERATION_WRITE:
        return argosy_endpoint_write(side->endpoint, side->peer, &local, &side->remote, local.offset, operation);
    case ARGOSY_OPERATION_SEND:
        return argosy_endpoint_send(side->endpoint, side->peer, &local, operation);
    default:
        return argosy_endpoint_receive(side->endpoint, &local, operation);
    }
}

static bool completed(const struct side *side, const char *what, const argosy_completion *completion,
                      uint32_t operation) {
    if (completion->status != ARGOSY_OK) {
        return selftest_failed(side->test, what, completion->status);
    }
    if (completion->token != operation || completion->length != side->test->bytes) {
        return selftest_failed(side->test, "a completion with another token or length", ARGOSY_OK);
    }
    return true;
}

static bool step(const struct side *side, uint32_t operation, uint64_t part, const char *what) {
    argosy_completion completion;
    uint32_t count = 0;
    int32_t code = ARGOSY_ERROR_AGAIN;
    time_t deadline = time(NULL) + (time_t)SELFTEST_SECONDS;
    while (code == ARGOSY_ERROR_AGAIN && time(NULL) < deadline) {
        code = post(side, operation, part);
        if (code == ARGOSY_ERROR_AGAIN) {
            /* Nothing else is under way: this only drives the connection. */
            (void)argosy_endpoint_wait(side->endpoint, 1, &completion, 1, &count);
        }
    }
    if (code == ARGOSY_OK) {
        code = argosy_endpoint_wait(side->endpoint, SELFTEST_SECONDS * 1000, &completion, 1, &count);
    }
    return code == ARGOSY_OK ? completed(side, what, &completion, operation) : selftest_failed(side->test, what, code);
}

static void close_side(const struct side *side) {
    (void)argosy_endpoint_close(side->endpoint);
    (void)argosy_memory_close(side->memory);
}

static bool initiate(struct side *side) {
    if (!meet(side) || !step(side, ARGOSY_OPERATION_READ, 0, "RMA read") || !check(side, 0, "RMA read")) {
        return false;
    }
    fill(side, 1);
    fill(side, 2);
    return step(side, ARGOSY_OPERATION_WRITE, 1, "RMA write") && step(side, ARGOSY_OPERATION_SEND, 2, "send");
}

int selftest_initiator(const struct selftest *test, argosy_domain domain) {
    struct side side = {.test = test};
    char verdict = 0;
    bool passed = open_side(&side, domain) && initiate(&side);
    /* The other side answers once it has checked the received bytes, and until then drives the transfer. */
    while (passed && !selftest_peer_spoke(test)) {
        argosy_completion completion;
        uint32_t count = 0;
        (void)argosy_endpoint_wait(side.endpoint, 5, &completion, 1, &count);
    }
    passed = passed && selftest_get(test, &verdict, 1) && verdict == 'p';
    close_side(&side);
    return passed ? SELFTEST_PASS : SELFTEST_FAIL;
}

int selftest_target(const struct selftest *test, argosy_domain domain) {
    struct side side = {.test = test};
    bool passed = open_side(&side, domain);
    if (passed) {
        fill(&side, 0);
        /* The message arrives last, and a write completes at the other side before it is sent. */
        passed = meet(&side) && step(&side, ARGOSY_OPERATION_RECEIVE, 2, "receive") && check(&side, 1, "RMA write") &&
                 check(&side, 2, "message");
    }
    char verdict = passed ? 'p' : 'f';
    (void)selftest_put(test, &verdict, 1);
    close_side(&side);
    return passed ? SELFTEST_PASS : SELFTEST_FAIL;
}
