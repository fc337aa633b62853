/*
 * Completions are polled: libfabric's own blocking reads differ in what they wake up for and in whether they
 * drive progress. A wait here looks without pause for a short while, then sleeps for growing, bounded times:
 * two endpoints that spin would starve each other on a small machine.
 */
#include "internal.h"

#include <rdma/fi_errno.h>
#include <sched.h>
#include <time.h>

#define BATCH 16u
#define LOOKS_BEFORE_YIELD 64u
#define LOOKS_BEFORE_SLEEP 256u
#define FIRST_SLEEP_NANOSECONDS 5000L
#define LONGEST_SLEEP_NANOSECONDS 200000L

static void complete(struct endpoint *endpoint, struct operation *operation, argosy_completion *completion) {
    completion->token = operation->token;
    completion->operation = operation->kind;
    if (operation->kind != ARGOSY_OPERATION_RECEIVE) {
        completion->length = operation->length; /* providers report it for receives alone */
    }
    argosy_operation_end(endpoint, operation);
}

/* Takes one failed operation: 1, 0 when the provider's error belongs to none, or negative when there is none. */
static int take_failure(struct endpoint *endpoint, argosy_completion *completion) {
    struct fi_cq_err_entry error = {0};
    ssize_t result = fi_cq_readerr(endpoint->completions, &error, 0);
    if (result != 1) {
        return -1;
    }
    (void)argosy_fail_provider("an operation", error.err);
    if (error.op_context == NULL) {
        return 0;
    }
    *completion = (argosy_completion){.status = argosy_code_of(error.err), .provider_error = error.err};
    complete(endpoint, error.op_context, completion);
    completion->length = 0;
    return 1;
}

static int32_t take(struct endpoint *endpoint, argosy_completion *completions, uint32_t capacity, uint32_t *count) {
    uint32_t taken = 0;
    while (taken < capacity) {
        struct fi_cq_msg_entry entries[BATCH];
        uint32_t room = capacity - taken < BATCH ? capacity - taken : BATCH;
        ssize_t result = fi_cq_read(endpoint->completions, entries, room);
        if (result == -FI_EAVAIL) {
            int failed = take_failure(endpoint, &completions[taken]);
            if (failed < 0) {
                break;
            }
            taken += (uint32_t)failed;
            continue;
        }
        if (result == -FI_EAGAIN || result == 0) {
            break;
        }
        if (result < 0) {
            if (taken > 0) {
                break; /* they must not be lost; the error will show again */
            }
            return argosy_fail_provider("reading completions", result);
        }
        for (ssize_t i = 0; i < result; i++, taken++) {
            completions[taken] = (argosy_completion){.length = entries[i].len};
            complete(endpoint, entries[i].op_context, &completions[taken]);
        }
    }
    *count = taken;
    return ARGOSY_OK;
}

static int32_t check(const argosy_completion *completions, uint32_t capacity, const uint32_t *count) {
    return completions != NULL && capacity > 0 && count != NULL
               ? ARGOSY_OK
               : argosy_fail(ARGOSY_ERROR_ARGUMENT, "completions or count is null, or there is no room");
}

int32_t argosy_endpoint_poll(argosy_endpoint endpoint, argosy_completion *completions, uint32_t capacity,
                             uint32_t *count) {
    int32_t code = check(completions, capacity, count);
    if (code != ARGOSY_OK) {
        return code;
    }
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    code = take(open, completions, capacity, count);
    argosy_object_drop(&open->object);
    return code;
}

static int64_t now_nanoseconds(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void pause_after(uint32_t looks, long *sleep) {
    if (looks < LOOKS_BEFORE_YIELD) {
        return;
    }
    if (looks < LOOKS_BEFORE_SLEEP) {
        (void)sched_yield();
        return;
    }
    struct timespec duration = {.tv_nsec = *sleep};
    (void)nanosleep(&duration, NULL);
    *sleep = *sleep * 2 < LONGEST_SLEEP_NANOSECONDS ? *sleep * 2 : LONGEST_SLEEP_NANOSECONDS;
}

static int32_t wait(struct endpoint *endpoint, uint32_t milliseconds, argosy_completion *completions, uint32_t capacity,
                    uint32_t *count) {
    int64_t deadline = now_nanoseconds() + (int64_t)milliseconds * 1000000;
    long sleep = FIRST_SLEEP_NANOSECONDS;
    for (uint32_t looks = 0;; looks += looks < UINT32_MAX ? 1 : 0) {
        uint32_t taken = 0;
        int32_t code = take(endpoint, completions, capacity, &taken);
        if (code != ARGOSY_OK) {
            return code;
        }
        if (taken > 0) {
            *count = taken;
            return ARGOSY_OK;
        }
        if (!argosy_handle_is_open(&endpoint->object)) {
            return argosy_fail(ARGOSY_ERROR_CLOSED, "the endpoint was closed during a wait");
        }
        if (now_nanoseconds() >= deadline) {
            return argosy_fail(ARGOSY_ERROR_TIMEOUT, "no completion within %u ms", milliseconds);
        }
        pause_after(looks, &sleep);
    }
}

int32_t argosy_endpoint_wait(argosy_endpoint endpoint, uint32_t milliseconds, argosy_completion *completions,
                             uint32_t capacity, uint32_t *count) {
    int32_t code = check(completions, capacity, count);
    if (code != ARGOSY_OK) {
        return code;
    }
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    code = wait(open, milliseconds, completions, capacity, count);
    argosy_object_drop(&open->object);
    return code;
}
