#include "selftest.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAXIMUM_BYTES ((uint64_t)1 << 30)

static const char usage[] =
    "usage: argosy-rdma-selftest [--provider NAME] [--bytes N] [--list]\n"
    "Moves N bytes (1048576) between two processes of this machine by RMA read, RMA write and message,\n"
    "and checks each of them.\n"
    "  --provider NAME  use this provider; otherwise the loopback interface's, else shared memory\n"
    "  --list           list the usable providers\n"
    "Exit code: 0 passed, 1 failed, 2 no usable provider, 124 out of time ($ARGOSY_TEST_SECONDS, or 120).\n";

static const char limit_reached[] = "argosy-rdma-selftest: OUT OF TIME\n";

static void give_up(int signal) {
    (void)signal;
    ssize_t ignored = write(STDERR_FILENO, limit_reached, sizeof limit_reached - 1);
    (void)ignored;
    _exit(OUT_OF_TIME);
}

static int no_provider(int32_t code) {
    (void)printf("argosy-rdma-selftest: NO PROVIDER: %s: %s\n", argosy_error_text(code), argosy_error_detail());
    return SELFTEST_NO_PROVIDER;
}

static int list(const char *preference) {
    argosy_provider providers[32];
    uint32_t count = 0;
    int32_t code = argosy_provider_list(preference, ARGOSY_SCOPE_ANY, providers, 32, &count);
    if (code != ARGOSY_OK) {
        return no_provider(code);
    }
    for (uint32_t i = 0; i < count && i < 32; i++) {
        (void)printf("%-16s %-12s%s%s%s\n", providers[i].name, providers[i].domain,
                     (providers[i].flags & ARGOSY_PROVIDER_SHARED_MEMORY) != 0 ? " shared-memory" : "",
                     (providers[i].flags & ARGOSY_PROVIDER_LOOPBACK) != 0 ? " loopback" : "",
                     (providers[i].flags & ARGOSY_PROVIDER_VIRTUAL_ADDRESS) != 0 ? " virtual-address" : "");
    }
    return SELFTEST_PASS;
}

/* Without a preference: the first provider of the loopback interface, or shared memory if that doesn't open.
   Both processes make the same choice. */
static int32_t open_domain(const char *preference, argosy_domain *domain) {
    argosy_provider providers[32];
    uint32_t count = 0;
    if (preference != NULL) {
        return argosy_domain_open(preference, ARGOSY_SCOPE_HOST, domain);
    }
    int32_t code = argosy_provider_list(NULL, ARGOSY_SCOPE_HOST, providers, 32, &count);
    for (uint32_t i = 0; code == ARGOSY_OK && i < count && i < 32; i++) {
        if ((providers[i].flags & ARGOSY_PROVIDER_LOOPBACK) != 0) {
            if (argosy_domain_open(providers[i].name, ARGOSY_SCOPE_HOST, domain) == ARGOSY_OK) {
                return ARGOSY_OK;
            }
            break;
        }
    }
    return code == ARGOSY_OK ? argosy_domain_open(NULL, ARGOSY_SCOPE_HOST, domain) : code;
}

static int run(const struct selftest *test, bool initiates) {
    argosy_domain domain = 0;
    argosy_provider provider = {0};
    int32_t code = open_domain(test->provider, &domain);
    if (code == ARGOSY_OK) {
        code = argosy_domain_describe(domain, &provider);
    }
    if (code == ARGOSY_ERROR_NO_PROVIDER || code == ARGOSY_ERROR_LIBRARY) {
        return initiates ? no_provider(code) : SELFTEST_NO_PROVIDER;
    }
    int outcome = SELFTEST_FAIL;
    if (code == ARGOSY_OK) {
        outcome = initiates ? selftest_initiator(test, domain) : selftest_target(test, domain);
        (void)argosy_domain_close(domain);
    } else {
        (void)selftest_failed(test, "opening a domain", code);
    }
    if (initiates) {
        (void)printf("argosy-rdma-selftest: %s: %s on %s, %llu bytes by read, write and message\n",
                     outcome == SELFTEST_PASS ? "PASS" : "FAIL", provider.name, provider.domain,
                     (unsigned long long)test->bytes);
    }
    return outcome;
}

/* Forks before anything is loaded: libfabric's threads and locks would not survive it. */
static int run_both(struct selftest *test) {
    int there[2];
    int back[2];
    if (pipe(there) != 0 || pipe(back) != 0) {
        (void)printf("argosy-rdma-selftest: FAIL: no pipes: %s\n", strerror(errno));
        return SELFTEST_FAIL;
    }
    pid_t child = fork();
    if (child < 0) {
        (void)printf("argosy-rdma-selftest: FAIL: no second process: %s\n", strerror(errno));
        return SELFTEST_FAIL;
    }
    bool initiates = child != 0;
    /* Before any step's own limit, and first in the process whose exit code counts. */
    (void)alarm(initiates ? SELFTEST_SECONDS : 2 * SELFTEST_SECONDS);
    test->role = initiates ? "initiator" : "target";
    test->to_peer = initiates ? there[1] : back[1];
    test->from_peer = initiates ? back[0] : there[0];
    (void)close(initiates ? there[0] : there[1]);
    (void)close(initiates ? back[1] : back[0]);
    int outcome = run(test, initiates);
    if (!initiates) {
        return outcome;
    }
    (void)close(test->to_peer); /* ends the other side's wait if this one has failed early */
    (void)close(test->from_peer);
    int status = 0;
    if (outcome != SELFTEST_PASS) {
        (void)kill(child, SIGKILL);
    }
    if (waitpid(child, &status, 0) != child || (outcome == SELFTEST_PASS && status != 0)) {
        (void)printf("argosy-rdma-selftest: FAIL: the second process ended with status %#x\n", (unsigned)status);
        return SELFTEST_FAIL;
    }
    return outcome;
}

static bool parse_bytes(const char *text, uint64_t *bytes) {
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == '-' || value == 0 || value > MAXIMUM_BYTES) {
        return false;
    }
    *bytes = value;
    return true;
}

int main(int argc, char **argv) {
    struct selftest test = {.bytes = 1024 * 1024};
    bool listing = false;
    for (int i = 1; i < argc; i++) {
        bool has_value = i + 1 < argc;
        if (strcmp(argv[i], "--help") == 0) {
            (void)fputs(usage, stdout);
            return SELFTEST_PASS;
        }
        if (strcmp(argv[i], "--list") == 0) {
            listing = true;
        } else if (strcmp(argv[i], "--provider") == 0 && has_value) {
            test.provider = argv[++i];
        } else if (strcmp(argv[i], "--bytes") != 0 || !has_value || !parse_bytes(argv[++i], &test.bytes)) {
            (void)fprintf(stderr, "argosy-rdma-selftest: '%s' isn't understood\n%s", argv[i], usage);
            return SELFTEST_FAIL;
        }
    }
    struct sigaction on_alarm = {.sa_handler = give_up};
    (void)sigaction(SIGALRM, &on_alarm, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    return listing ? list(test.provider) : run_both(&test);
}
