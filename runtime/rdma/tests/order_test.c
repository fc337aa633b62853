/* Handles may be closed in any order, also while operations and waits are under way. */
#include "check.h"

#include <argosy/rdma.h>

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

static const char *provider;

struct set {
    argosy_domain domain;
    argosy_endpoint endpoint;
    argosy_memory memory;
    unsigned char *bytes;
};

static struct set open_set(void) {
    struct set set = {0};
    void *address = NULL;
    CHECK(argosy_domain_open(provider, ARGOSY_SCOPE_HOST, &set.domain) == ARGOSY_OK);
    CHECK(argosy_endpoint_open(set.domain, &set.endpoint) == ARGOSY_OK);
    CHECK(argosy_memory_allocate(set.domain, 65536, ARGOSY_ACCESS_REMOTE_READ, &set.memory, &address) == ARGOSY_OK);
    set.bytes = address;
    return set;
}

static void close_one(const struct set *set, int which) {
    CHECK((which == 0   ? argosy_domain_close(set->domain)
           : which == 1 ? argosy_endpoint_close(set->endpoint)
                        : argosy_memory_close(set->memory)) == ARGOSY_OK);
}

static void any_order_closes(void) {
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t i = 0; i < 6; i++) {
        struct set set = open_set();
        argosy_slice slice = {set.memory, 0, 1024};
        CHECK(argosy_endpoint_receive(set.endpoint, &slice, i) == ARGOSY_OK); /* never completes */
        for (size_t k = 0; k < 3; k++) {
            close_one(&set, orders[i][k]);
        }
    }
}

static void children_outlive_their_parent(void) {
    struct set set = open_set();
    argosy_remote remote;
    uint32_t length = 0;
    unsigned char address[256];
    argosy_endpoint another = 0;
    close_one(&set, 0);
    set.bytes[65535] = 1;
    CHECK(argosy_memory_describe(set.memory, &remote) == ARGOSY_OK && remote.length == 65536);
    CHECK(argosy_endpoint_address(set.endpoint, address, sizeof address, &length) == ARGOSY_OK && length > 0);
    CHECK(argosy_endpoint_open(set.domain, &another) == ARGOSY_ERROR_CLOSED);
    close_one(&set, 1);
    close_one(&set, 2);
}

static void handles_are_never_given_out_twice(void) {
    argosy_domain domain = 0;
    argosy_memory earlier = 0;
    void *address = NULL;
    CHECK(argosy_domain_open(provider, ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK);
    for (int i = 0; i < 100; i++) {
        argosy_memory memory = 0;
        CHECK(argosy_memory_allocate(domain, 64, 0, &memory, &address) == ARGOSY_OK && memory != earlier);
        CHECK(argosy_memory_close(memory) == ARGOSY_OK && argosy_memory_close(memory) == ARGOSY_ERROR_CLOSED);
        earlier = memory;
    }
    CHECK(argosy_domain_close(domain) == ARGOSY_OK);
}

static void *wait_long(void *argument) {
    argosy_completion completion;
    uint32_t count = 0;
    const argosy_endpoint *endpoint = argument;
    CHECK(argosy_endpoint_wait(*endpoint, 60000, &completion, 1, &count) == ARGOSY_ERROR_CLOSED);
    return NULL;
}

static void a_close_ends_a_wait(void) {
    struct set set = open_set();
    pthread_t waiter;
    CHECK(pthread_create(&waiter, NULL, wait_long, &set.endpoint) == 0);
    close_one(&set, 1);
    CHECK(pthread_join(waiter, NULL) == 0);
    close_one(&set, 0);
    close_one(&set, 2);
}

static void *wait_woken(void *argument) {
    argosy_completion completion;
    uint32_t count = 77;
    const argosy_endpoint *endpoint = argument;
    CHECK(argosy_endpoint_wait(*endpoint, 60000, &completion, 1, &count) == ARGOSY_ERROR_TIMEOUT && count == 77);
    return NULL;
}

static void a_wake_ends_one_wait(void) {
    struct set set = open_set();
    pthread_t waiter;
    CHECK(pthread_create(&waiter, NULL, wait_woken, &set.endpoint) == 0);
    CHECK(argosy_endpoint_wake(set.endpoint) == ARGOSY_OK); /* before the wait, in it or asleep: the same result */
    CHECK(pthread_join(waiter, NULL) == 0);
    CHECK(argosy_endpoint_wake(set.endpoint) == ARGOSY_OK);
    (void)wait_woken(&set.endpoint);
    close_one(&set, 1);
    close_one(&set, 0);
    close_one(&set, 2);
}

static void try_provider(const char *name) {
    provider = name;
    any_order_closes();
    children_outlive_their_parent();
    handles_are_never_given_out_twice();
    a_close_ends_a_wait();
    a_wake_ends_one_wait();
}

static bool opens(const char *name) {
    argosy_domain domain = 0;
    return argosy_domain_open(name, ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK &&
           argosy_domain_close(domain) == ARGOSY_OK;
}

/* Waits sleep on a wakeup with the first, and on libfabric's descriptor with tcp. */
int main(void) {
    try_provider(NULL);
    if (opens("tcp")) {
        try_provider("tcp");
    } else {
        (void)printf("order: without tcp: %s\n", argosy_error_detail());
    }
    return check_result("order");
}
