/* Several threads post on one endpoint and take any of its completions: every token is returned once. */
#include "check.h"

#include <argosy/rdma.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#define THREADS 4u
#define OPERATIONS 2000u
#define BLOCK 64u

static argosy_endpoint near;
static argosy_endpoint far;
static argosy_peer to_far;
static argosy_memory target;
static argosy_remote source;
static _Atomic uint32_t seen[THREADS * OPERATIONS];
static _Atomic uint32_t completed;
static _Atomic uint32_t failed;

static void take(void) {
    argosy_completion completions[8];
    uint32_t count = 0;
    if (argosy_endpoint_poll(near, completions, 8, &count) != ARGOSY_OK) {
        atomic_fetch_add(&failed, 1);
    }
    for (uint32_t i = 0; i < count; i++) {
        bool known = completions[i].token < THREADS * OPERATIONS && completions[i].status == ARGOSY_OK;
        atomic_fetch_add(known ? &seen[completions[i].token] : &failed, 1);
    }
    atomic_fetch_add(&completed, count);
    (void)argosy_endpoint_poll(far, completions, 8, &count); /* some providers need the target to poll */
}

static void *read_often(void *argument) {
    uint32_t number = *(const uint32_t *)argument;
    argosy_slice slice = {target, (uint64_t)number * BLOCK, BLOCK};
    for (uint32_t i = 0; i < OPERATIONS; i++) {
        int32_t code = ARGOSY_ERROR_AGAIN;
        while ((code = argosy_endpoint_read(near, to_far, &slice, &source, 0, number * OPERATIONS + i)) ==
               ARGOSY_ERROR_AGAIN) {
            take();
        }
        if (code != ARGOSY_OK) {
            atomic_fetch_add(&failed, 1);
            atomic_fetch_add(&completed, 1);
        }
        take();
    }
    while (atomic_load(&completed) < THREADS * OPERATIONS) {
        take();
    }
    return NULL;
}

static void every_token_comes_back_once(void) {
    pthread_t threads[THREADS];
    uint32_t numbers[THREADS];
    for (uint32_t i = 0; i < THREADS; i++) {
        numbers[i] = i;
        CHECK(pthread_create(&threads[i], NULL, read_often, &numbers[i]) == 0);
    }
    for (uint32_t i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    CHECK(atomic_load(&failed) == 0);
    uint32_t once = 0;
    for (uint32_t i = 0; i < THREADS * OPERATIONS; i++) {
        once += atomic_load(&seen[i]) == 1 ? 1 : 0;
    }
    CHECK(once == THREADS * OPERATIONS);
}

static void injected_bytes_may_change_at_once(argosy_memory memory, const unsigned char *received) {
    char message[] = "sent";
    argosy_slice slice = {memory, 0, BLOCK};
    argosy_completion completion = {0};
    uint32_t count = 0;
    CHECK(argosy_endpoint_receive(far, &slice, 7) == ARGOSY_OK);
    int32_t code = ARGOSY_ERROR_AGAIN;
    while ((code = argosy_endpoint_inject(near, to_far, message, sizeof message)) == ARGOSY_ERROR_AGAIN) {
        take();
    }
    CHECK(code == ARGOSY_OK);
    memset(message, 'x', sizeof message);
    while (count == 0) {
        (void)argosy_endpoint_poll(near, &completion, 1, &count);
        CHECK(count == 0); /* an injected message completes only at the receiver */
        CHECK(argosy_endpoint_poll(far, &completion, 1, &count) == ARGOSY_OK);
    }
    CHECK(completion.token == 7 && completion.length == sizeof message && memcmp(received, "sent", 5) == 0);
}

int main(void) {
    argosy_domain domain = 0;
    argosy_memory memory = 0;
    unsigned char name[256];
    uint32_t length = 0;
    void *bytes = NULL;
    void *landed = NULL;
    CHECK(argosy_domain_open(NULL, ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK);
    CHECK(argosy_endpoint_open(domain, &near) == ARGOSY_OK && argosy_endpoint_open(domain, &far) == ARGOSY_OK);
    CHECK(argosy_endpoint_address(far, name, sizeof name, &length) == ARGOSY_OK);
    CHECK(argosy_peer_insert(near, name, length, &to_far) == ARGOSY_OK);
    CHECK(argosy_memory_allocate(domain, 4096, ARGOSY_ACCESS_REMOTE_READ, &memory, &bytes) == ARGOSY_OK);
    CHECK(argosy_memory_allocate(domain, 4096, ARGOSY_ACCESS_LOCAL, &target, &landed) == ARGOSY_OK);
    CHECK(argosy_memory_describe(memory, &source) == ARGOSY_OK);
    memset(bytes, 9, BLOCK);
    injected_bytes_may_change_at_once(target, landed);
    every_token_comes_back_once();
    const unsigned char *all = landed;
    for (uint32_t i = 0; i < THREADS * BLOCK; i++) {
        CHECK(all[i] == 9);
    }
    CHECK(argosy_memory_close(memory) == ARGOSY_OK && argosy_memory_close(target) == ARGOSY_OK);
    CHECK(argosy_endpoint_close(near) == ARGOSY_OK && argosy_endpoint_close(far) == ARGOSY_OK);
    CHECK(argosy_domain_close(domain) == ARGOSY_OK);
    return check_result("threads");
}
