/* Loading libfabric doesn't change the process's signal actions, and leaves no file of a dead owner. */
#include "check.h"

#include <argosy/rdma.h>

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void own_handler(int signal) { (void)signal; }

static bool same(const struct sigaction *left, const struct sigaction *right) {
    return left->sa_handler == right->sa_handler && left->sa_flags == right->sa_flags;
}

static void actions_survive(const char *provider) {
    struct sigaction before[NSIG] = {0};
    bool readable[NSIG] = {0};
    argosy_domain domain = 0;
    argosy_endpoint endpoint = 0;
    for (int signal = 1; signal < NSIG; signal++) {
        readable[signal] = sigaction(signal, NULL, &before[signal]) == 0;
    }
    if (argosy_domain_open(provider, ARGOSY_SCOPE_HOST, &domain) != ARGOSY_OK) {
        (void)printf("signals: provider %s isn't here: %s\n", provider, argosy_error_detail());
        return;
    }
    CHECK(argosy_endpoint_open(domain, &endpoint) == ARGOSY_OK);
    CHECK(argosy_domain_close(domain) == ARGOSY_OK);
    CHECK(argosy_endpoint_close(endpoint) == ARGOSY_OK);
    for (int signal = 1; signal < NSIG; signal++) {
        struct sigaction now = {0};
        if (readable[signal]) {
            CHECK(sigaction(signal, NULL, &now) == 0 && same(&now, &before[signal]));
        }
    }
}

static bool has_file_of(pid_t owner) {
    char part[32];
    bool found = false;
    DIR *directory = opendir("/dev/shm");
    (void)snprintf(part, sizeof part, ".%ld.", (long)owner);
    for (const struct dirent *entry = NULL; directory != NULL && (entry = readdir(directory)) != NULL;) {
        found = found || (strncmp(entry->d_name, "argosy.", 7) == 0 && strstr(entry->d_name, part) != NULL);
    }
    if (directory != NULL) {
        (void)closedir(directory);
    }
    return found;
}

struct meanwhile {
    atomic_bool stop;
    atomic_uint lost;
};

/* A handler that another thread installs while libfabric runs must be kept. */
static void *install_meanwhile(void *argument) {
    struct meanwhile *meanwhile = argument;
    struct sigaction own = {.sa_handler = own_handler};
    struct sigaction none = {.sa_handler = SIG_DFL};
    while (!atomic_load(&meanwhile->stop)) {
        struct sigaction now = {0};
        (void)sigaction(SIGUSR2, &none, NULL);
        (void)sched_yield();
        (void)sigaction(SIGUSR2, &own, NULL);
        for (int i = 0; i < 100; i++) {
            (void)sched_yield();
        }
        (void)sigaction(SIGUSR2, NULL, &now);
        (void)atomic_fetch_add(&meanwhile->lost, now.sa_handler != own_handler);
    }
    return NULL;
}

static void another_threads_handler_survives(void) {
    pthread_t other;
    struct meanwhile meanwhile = {0};
    CHECK(pthread_create(&other, NULL, install_meanwhile, &meanwhile) == 0);
    for (int i = 0; i < 50; i++) {
        argosy_domain domain = 0;
        if (argosy_domain_open(NULL, ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK) {
            CHECK(argosy_domain_close(domain) == ARGOSY_OK);
        }
    }
    atomic_store(&meanwhile.stop, true);
    CHECK(pthread_join(other, NULL) == 0);
    CHECK(atomic_load(&meanwhile.lost) == 0);
}

/* An emulator that searches its sysroot for folders first shows another /dev/shm than it writes to. */
static bool shared_memory_is_visible(void) {
    char name[64];
    (void)snprintf(name, sizeof name, "/argosy.0.%ld.", (long)getpid());
    int file = shm_open(name, O_CREAT | O_RDWR, 0600);
    bool visible = file >= 0 && has_file_of(getpid());
    if (file >= 0) {
        (void)close(file);
        (void)shm_unlink(name);
    }
    return visible;
}

/* A process that dies with an endpoint open leaves its file; opening the next domain removes it. */
static void the_dead_leave_nothing(void) {
    if (!shared_memory_is_visible()) {
        (void)printf("signals: /dev/shm doesn't show what is written to it here; sweeping isn't tested\n");
        return;
    }
    pid_t child = fork();
    if (child == 0) {
        argosy_domain domain = 0;
        argosy_endpoint endpoint = 0;
        bool opened = argosy_domain_open("shm", ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK &&
                      argosy_endpoint_open(domain, &endpoint) == ARGOSY_OK;
        (void)kill(getpid(), opened ? SIGKILL : SIGTERM);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) {
        (void)printf("signals: no shared memory endpoint here, nothing to leave behind\n");
        return;
    }
    argosy_domain domain = 0;
    CHECK(has_file_of(child));
    CHECK(argosy_domain_open("shm", ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK);
    CHECK(!has_file_of(child));
    CHECK(argosy_domain_close(domain) == ARGOSY_OK);
}

int main(void) {
    struct sigaction own = {.sa_handler = own_handler};
    CHECK(sigaction(SIGSEGV, &own, NULL) == 0);
    CHECK(sigaction(SIGTERM, &own, NULL) == 0);
    the_dead_leave_nothing();
    actions_survive("shm");
    actions_survive("tcp");
    actions_survive("net");
    another_threads_handler_survives();
    return check_result("signals");
}
