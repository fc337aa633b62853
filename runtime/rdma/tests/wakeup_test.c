/* A message ends a sleeping process's wait at once, by its wakeup or by libfabric's descriptor, and so does a wake:
   its sleep would last 50 ms. A process whose wakeup no peer can reach also gets the message. A delay may be caused
   by a busy machine: then the test reports that it ran out of time. */
#include "check.h"
#include "test_time.h"

#include <argosy/rdma.h>

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WAKEUP "/memfd:argosy-wakeup"
#define NOT_HERE 77
#define LATE 2
#define MESSAGES 15
#define SECONDS_IN_ALL 60u             /* unless the caller sets another */
#define NANOSECONDS_OF_A_WAKE 25000000 /* half of a sleep */

struct place {
    uint32_t length;
    unsigned char address[512];
};

struct side {
    argosy_domain domain;
    argosy_endpoint endpoint;
    argosy_memory memory;
    argosy_peer peer;
    int to;
    int from;
};

static int64_t now(void) {
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void nap(long milliseconds) {
    struct timespec time = {.tv_nsec = milliseconds * 1000000};
    (void)nanosleep(&time, NULL);
}

/* Its owner can still use it. */
static bool hide_wakeup(void) {
    for (int file = 3; file < 256; file++) {
        char path[32];
        char target[32] = {0};
        (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        if (readlink(path, target, sizeof target - 1) > 0 && strncmp(target, WAKEUP, sizeof WAKEUP - 1) == 0) {
            return close(file) == 0;
        }
    }
    return false;
}

static bool open_side(struct side *side, const char *provider, bool hidden) {
    struct place own = {0};
    struct place other = {0};
    void *bytes = NULL;
    return argosy_domain_open(provider, ARGOSY_SCOPE_HOST, &side->domain) == ARGOSY_OK &&
           argosy_memory_allocate(side->domain, 4096, ARGOSY_ACCESS_LOCAL, &side->memory, &bytes) == ARGOSY_OK &&
           argosy_endpoint_open(side->domain, &side->endpoint) == ARGOSY_OK &&
           argosy_endpoint_address(side->endpoint, own.address, sizeof own.address, &own.length) == ARGOSY_OK &&
           (!hidden || hide_wakeup()) && write(side->to, &own, sizeof own) == sizeof own &&
           read(side->from, &other, sizeof other) == sizeof other &&
           argosy_peer_insert(side->endpoint, other.address, other.length, &side->peer) == ARGOSY_OK;
}

static bool receive_one(const struct side *side, uint64_t token) {
    argosy_slice slice = {side->memory, 0, 64};
    argosy_completion completion = {0};
    uint32_t count = 0;
    return argosy_endpoint_receive(side->endpoint, &slice, token) == ARGOSY_OK &&
           argosy_endpoint_wait(side->endpoint, 10000, &completion, 1, &count) == ARGOSY_OK && count == 1 &&
           completion.status == ARGOSY_OK && completion.token == token && completion.length == 8;
}

/* Confirms each received message. */
static int sleeper(struct side *side, const char *provider, bool hidden) {
    char word = 'k';
    bool good = open_side(side, provider, hidden) && write(side->to, &word, 1) == 1;
    for (uint64_t i = 0; good && i < MESSAGES; i++) {
        good = receive_one(side, i + 1) && write(side->to, &word, 1) == 1;
    }
    (void)argosy_endpoint_close(side->endpoint);
    return good ? 0 : 1;
}

static bool send_one(const struct side *side) {
    uint64_t value = 1;
    int32_t code = ARGOSY_ERROR_AGAIN;
    while ((code = argosy_endpoint_inject(side->endpoint, side->peer, &value, sizeof value)) == ARGOSY_ERROR_AGAIN) {
        argosy_completion completion;
        uint32_t count = 0;
        (void)argosy_endpoint_poll(side->endpoint, &completion, 1, &count);
    }
    return code == ARGOSY_OK;
}

static int ascending(const void *left, const void *right) {
    int64_t difference = *(const int64_t *)left - *(const int64_t *)right;
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

static int64_t median_of(int64_t times[MESSAGES]) {
    qsort(times, MESSAGES, sizeof times[0], ascending);
    return times[MESSAGES / 2];
}

/* The median of the times until a sleeper answered; negative if it didn't. */
static int64_t send_often(struct side *side, const char *provider) {
    int64_t times[MESSAGES];
    char word = 0;
    if (!open_side(side, provider, false) || read(side->from, &word, 1) != 1) {
        return -1;
    }
    for (int i = 0; i < MESSAGES; i++) {
        nap(20); /* by then it sleeps, or the machine is so busy that it affects the median */
        int64_t began = now();
        if (!send_one(side) || read(side->from, &word, 1) != 1) {
            return -1;
        }
        times[i] = now() - began;
    }
    return median_of(times);
}

static void *wait_woken(void *argument) {
    argosy_completion completion;
    uint32_t count = 0;
    const argosy_endpoint *endpoint = argument;
    CHECK(argosy_endpoint_wait(*endpoint, 10000, &completion, 1, &count) == ARGOSY_ERROR_TIMEOUT);
    return NULL;
}

static int64_t wake_often(const char *provider) {
    int64_t times[MESSAGES];
    argosy_domain domain = 0;
    argosy_endpoint endpoint = 0;
    CHECK(argosy_domain_open(provider, ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK);
    CHECK(argosy_endpoint_open(domain, &endpoint) == ARGOSY_OK);
    for (int i = 0; i < MESSAGES; i++) {
        pthread_t waiter;
        CHECK(pthread_create(&waiter, NULL, wait_woken, &endpoint) == 0);
        nap(20);
        int64_t began = now();
        CHECK(argosy_endpoint_wake(endpoint) == ARGOSY_OK);
        CHECK(pthread_join(waiter, NULL) == 0);
        times[i] = now() - began;
    }
    CHECK(argosy_endpoint_close(endpoint) == ARGOSY_OK);
    CHECK(argosy_domain_close(domain) == ARGOSY_OK);
    return median_of(times);
}

/* Forks before anything is loaded: libfabric's threads and locks would not survive it. */
static int run(const char *provider, bool reachable) {
    int there[2];
    int back[2];
    CHECK(pipe(there) == 0 && pipe(back) == 0);
    pid_t child = fork();
    (void)alarm(test_seconds(SECONDS_IN_ALL));
    struct side side = {.to = child == 0 ? back[1] : there[1], .from = child == 0 ? there[0] : back[0]};
    (void)close(child == 0 ? there[1] : there[0]);
    (void)close(child == 0 ? back[0] : back[1]);
    if (child == 0) {
        _exit(sleeper(&side, provider, !reachable));
    }
    pid_t measuring = fork();
    if (measuring == 0) {
        int64_t median = send_often(&side, provider);
        (void)argosy_endpoint_close(side.endpoint);
        _exit(median < 0 ? 1 : median < NANOSECONDS_OF_A_WAKE ? 0 : LATE);
    }
    int of_child = 1;
    int of_measuring = 1;
    (void)close(side.to);
    (void)close(side.from);
    CHECK(waitpid(measuring, &of_measuring, 0) == measuring);
    CHECK(waitpid(child, &of_child, 0) == child && WIFEXITED(of_child) && WEXITSTATUS(of_child) == 0);
    return WIFEXITED(of_measuring) ? WEXITSTATUS(of_measuring) : -1;
}

static bool has(const char *provider) {
    pid_t child = fork();
    if (child == 0) {
        argosy_domain domain = 0;
        _exit(argosy_domain_open(provider, ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK ? 0 : 1);
    }
    int status = 1;
    return waitpid(child, &status, 0) == child && status == 0;
}

static bool late;

static void check_in_time(int outcome) {
    CHECK(outcome == 0 || outcome == LATE);
    late = late || outcome == LATE;
}

int main(void) {
    (void)signal(SIGPIPE, SIG_IGN);
    bool shared = has("shm");
    bool sockets = has("tcp");
    if (!shared && !sockets) {
        (void)puts("wakeup: neither shared memory nor tcp here");
        return NOT_HERE;
    }
    if (shared) {
        check_in_time(run("shm", true));
        check_in_time(run("shm", false)); /* polls every 0.2 ms at least */
    }
    if (sockets) {
        check_in_time(run("tcp", true));
    }
    if (shared) {
        check_in_time(wake_often("shm") < NANOSECONDS_OF_A_WAKE ? 0 : LATE);
    }
    if (sockets) {
        check_in_time(wake_often("tcp") < NANOSECONDS_OF_A_WAKE ? 0 : LATE);
    }
    if (late && check_failures == 0) {
        (void)puts("wakeup: OUT OF TIME: news came late");
        return OUT_OF_TIME;
    }
    return check_result("wakeup");
}
