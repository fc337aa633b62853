/*
 * Completions are polled: libfabric's own blocking reads differ in their wakeup conditions and in whether they drive
 * progress. A wait here polls continuously for a short while, then yields to other threads between polls, then sleeps.
 * It sleeps at once if another thread ran when it yielded: a woken thread gets the core, a polling one waits for its
 * turn. If neither a wakeup nor a descriptor would end it, a sleep lasts a quarter of the time waited so far, within
 * bounds: the delay stays proportional to the wait, and two endpoints that spin would starve each other on a small
 * machine.
 */
#include "internal.h"

#include <rdma/fi_errno.h>
#include <sched.h>
#include <sys/prctl.h>
#include <time.h>

#define BATCH 16u
#define LOOKS_BEFORE_YIELD 64u
#define LOOKS_BEFORE_SLEEP 256u
#define SHORTEST_SLEEP_NANOSECONDS 5000
#define LONGEST_SLEEP_NANOSECONDS 200000
#define RUNG_SLEEP_NANOSECONDS 50000000
#define EMPTY_WAKEUPS_BEFORE_TIMER 16u /* without a completion: some give the provider work, some are spurious */
#define LONG_YIELD_NANOSECONDS 5000
#define TIMER_SLACK_NANOSECONDS 1000UL /* 50 000 by default: ten times the shortest sleep */

static void complete(struct endpoint *endpoint, struct operation *operation, argosy_completion *completion) {
    /* Pairs with the operation's start, on any thread. */
    (void)atomic_load_explicit(&operation->busy, memory_order_acquire);
    completion->token = operation->token;
    completion->operation = operation->kind;
    if (operation->kind != ARGOSY_OPERATION_RECEIVE) {
        completion->length = operation->length; /* providers report it only for receives */
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
                break; /* they must not be lost; the error will be reported again */
            }
            return argosy_fail_provider("reading completions", result);
        }
        for (ssize_t i = 0; i < result; i++, taken++) {
            completions[taken] = (argosy_completion){.length = entries[i].len};
            complete(endpoint, entries[i].op_context, &completions[taken]);
        }
        if (result < (ssize_t)room) {
            break; /* another poll would find nothing, and take as long as the first */
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

static bool was_woken(struct endpoint *endpoint) {
    return atomic_load_explicit(&endpoint->woken, memory_order_relaxed) &&
           atomic_exchange_explicit(&endpoint->woken, false, memory_order_acquire);
}

/* If all peers have joined this endpoint's wakeup, nothing arrives without a signal. But a provider answers without
   one, and may need the other side to poll first: while an operation is under way both poll occasionally.
 */
static int64_t sleep_after(struct endpoint *endpoint, int64_t waited, bool has_fd) {
    bool shared = endpoint->wakeup != &endpoint->own;
    bool busy = (shared || has_fd) && argosy_operation_any(endpoint);
    bool rung = shared && atomic_load(&endpoint->wakeup->senders) >= atomic_load(&endpoint->peers);
    if (shared && busy) {
        argosy_peers_wake(endpoint);
    }
    if ((has_fd || rung) && !busy) {
        return RUNG_SLEEP_NANOSECONDS;
    }
    int64_t sleep = waited / 4;
    return sleep < SHORTEST_SLEEP_NANOSECONDS  ? SHORTEST_SLEEP_NANOSECONDS
           : sleep > LONGEST_SLEEP_NANOSECONDS ? LONGEST_SLEEP_NANOSECONDS
                                               : sleep;
}

/* True if another thread had the core meanwhile. */
static bool give_way(int64_t now) {
    (void)sched_yield();
    return now_nanoseconds() - now > LONG_YIELD_NANOSECONDS;
}

static int32_t wait(struct endpoint *endpoint, uint32_t milliseconds, argosy_completion *completions, uint32_t capacity,
                    uint32_t *count) {
    int64_t began = 0;
    bool armed = false;
    uint32_t signals = 0;
    uint32_t empty_wakeups = 0;
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
        if (was_woken(endpoint)) {
            return argosy_fail(ARGOSY_ERROR_TIMEOUT, "the wait was ended by another thread");
        }
        if (looks < LOOKS_BEFORE_YIELD && milliseconds > 0) {
            continue; /* reading the clock takes as long as a poll */
        }
        int64_t now = now_nanoseconds();
        began = began != 0 ? began : now;
        int64_t deadline = began + (int64_t)milliseconds * 1000000;
        if (now >= deadline) {
            return argosy_fail(ARGOSY_ERROR_TIMEOUT, "no completion within %u ms", milliseconds);
        }
        if (looks < LOOKS_BEFORE_SLEEP) {
            looks = give_way(now) ? LOOKS_BEFORE_SLEEP : looks;
        } else if (!armed) {
            signals = argosy_wakeup_arm(endpoint->wakeup);
            armed = true;
        } else {
            bool has_fd = endpoint->cq_wait_fd >= 0 && empty_wakeups < EMPTY_WAKEUPS_BEFORE_TIMER;
            int64_t sleep = sleep_after(endpoint, now - began, has_fd);
            sleep = sleep < deadline - now ? sleep : deadline - now;
            if (!has_fd) {
                argosy_wakeup_sleep(endpoint->wakeup, signals, sleep);
                empty_wakeups = 0;
            } else if (argosy_cq_wait_fd_sleep(endpoint, sleep)) {
                empty_wakeups++;
            }
            armed = false;
        }
    }
}

/* Sets precise timers for the sleeps of a wait, and not for the thread's other sleeps. */
static int32_t wait_precisely(struct endpoint *endpoint, uint32_t milliseconds, argosy_completion *completions,
                              uint32_t capacity, uint32_t *count) {
    int slack = prctl(PR_GET_TIMERSLACK, 0UL, 0UL, 0UL, 0UL);
    (void)prctl(PR_SET_TIMERSLACK, TIMER_SLACK_NANOSECONDS, 0UL, 0UL, 0UL);
    int32_t code = wait(endpoint, milliseconds, completions, capacity, count);
    if (slack > 0) {
        (void)prctl(PR_SET_TIMERSLACK, (unsigned long)slack, 0UL, 0UL, 0UL);
    }
    return code;
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
    code = wait_precisely(open, milliseconds, completions, capacity, count);
    argosy_object_drop(&open->object);
    return code;
}

int32_t argosy_endpoint_wake(argosy_endpoint endpoint) {
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    atomic_store_explicit(&open->woken, true, memory_order_release);
    argosy_endpoint_end_waits(open);
    argosy_object_drop(&open->object);
    return ARGOSY_OK;
}
