/*
 * The peer of RMA get from C#: the same get from C, straight over libfabric, by fi_read and fi_cq_read.
 *
 *     get <provider> <bytes> <gets>          two processes; prints nanoseconds per get: the median of
 *                                            batches, and the tenth that other work on the machine disturbed least
 *
 * The child exposes memory and drives its own progress; the parent gets from it, one at a time.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <rdma/fabric.h>
#include <rdma/fi_cm.h>
#include <rdma/fi_domain.h>
#include <rdma/fi_endpoint.h>
#include <rdma/fi_errno.h>
#include <rdma/fi_rma.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BATCH 20
#define HUGE_PAGE ((size_t)2 << 20)

struct place {
    size_t length;
    char name[512];
    uint64_t address;
    uint64_t key;
};

struct side {
    struct fid_ep *endpoint;
    struct fid_cq *completions;
    struct fid_av *addresses;
    void *bytes;
    void *descriptor;
    struct place own;
};

static void must(int result, const char *what) {
    if (result != 0) {
        (void)fprintf(stderr, "get: %s: %s\n", what, fi_strerror(abs(result)));
        exit(1);
    }
}

/* The first or the second of this process's cores: where the kernel puts two that spin would decide the figure. */
static void bind_to(int place) {
    cpu_set_t allowed;
    cpu_set_t one;
    CPU_ZERO(&one);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) < 2) {
        return;
    }
    for (int core = 0; core < CPU_SETSIZE; core++) {
        if (CPU_ISSET(core, &allowed) && place-- == 0) {
            CPU_SET(core, &one);
            (void)sched_setaffinity(0, sizeof one, &one);
            return;
        }
    }
}

static struct side open_side(const char *provider, size_t length) {
    struct fi_info *hints = fi_allocinfo();
    struct fi_info *info = NULL;
    hints->fabric_attr->prov_name = strdup(provider);
    hints->ep_attr->type = FI_EP_RDM;
    hints->caps = FI_MSG | FI_RMA;
    hints->domain_attr->mr_mode = FI_MR_VIRT_ADDR | FI_MR_ALLOCATED | FI_MR_PROV_KEY | FI_MR_LOCAL;
    hints->domain_attr->threading = FI_THREAD_SAFE; /* as the runtime asks for */
    must(fi_getinfo(FI_VERSION(1, 9), strcmp(provider, "shm") == 0 ? NULL : "127.0.0.1", NULL, 0, hints, &info),
         "provider");
    struct fid_fabric *fabric = NULL;
    struct fid_domain *domain = NULL;
    struct side side = {0};
    struct fi_cq_attr queue = {.size = 1024, .format = FI_CQ_FORMAT_MSG, .wait_obj = FI_WAIT_NONE};
    struct fi_av_attr table = {.type = FI_AV_TABLE};
    if (info->src_addr != NULL && strcmp(provider, "shm") != 0) {
        ((uint16_t *)info->src_addr)[1] = 0; /* any port */
    }
    must(fi_fabric(info->fabric_attr, &fabric, NULL), "fabric");
    must(fi_domain(fabric, info, &domain, NULL), "domain");
    must(fi_endpoint(domain, info, &side.endpoint, NULL), "endpoint");
    must(fi_cq_open(domain, &queue, &side.completions, NULL), "completion queue");
    must(fi_av_open(domain, &table, &side.addresses, NULL), "address table");
    must(fi_ep_bind(side.endpoint, &side.completions->fid, FI_TRANSMIT | FI_RECV), "binding");
    must(fi_ep_bind(side.endpoint, &side.addresses->fid, 0), "binding");
    must(fi_enable(side.endpoint), "enabling");
    struct fid_mr *region = NULL;
    size_t whole = (length + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    side.bytes = aligned_alloc(HUGE_PAGE, whole);
    (void)madvise(side.bytes, whole, MADV_HUGEPAGE); /* as the runtime's pools lie */
    memset(side.bytes, 1, length);
    must(fi_mr_reg(domain, side.bytes, length, FI_READ | FI_WRITE | FI_REMOTE_READ, 0, 1, 0, &region, NULL), "memory");
    side.descriptor = fi_mr_desc(region);
    side.own.length = sizeof side.own.name;
    must(fi_getname(&side.endpoint->fid, side.own.name, &side.own.length), "name");
    side.own.address = (info->domain_attr->mr_mode & FI_MR_VIRT_ADDR) != 0 ? (uint64_t)(uintptr_t)side.bytes : 0;
    side.own.key = fi_mr_key(region);
    return side;
}

static int close_side(const struct side *side) {
    int result = fi_close(&side->endpoint->fid);
    return result == 0 ? 0 : 1;
}

static void get(const struct side *side, fi_addr_t peer, const struct place *there, size_t length) {
    struct fi_context2 context;
    struct fi_cq_msg_entry entry;
    while (fi_read(side->endpoint, side->bytes, length, side->descriptor, peer, there->address, there->key, &context) ==
           -FI_EAGAIN) {
        (void)fi_cq_read(side->completions, &entry, 0);
    }
    ssize_t result = -FI_EAGAIN;
    while ((result = fi_cq_read(side->completions, &entry, 1)) == -FI_EAGAIN) {
    }
    must(result == 1 ? 0 : (int)result, "get");
}

static int ascending(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

static double now(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        (void)fprintf(stderr, "usage: get <provider> <bytes> <gets>\n");
        return 1;
    }
    size_t length = strtoull(argv[2], NULL, 10);
    long count = strtol(argv[3], NULL, 10);
    int there[2];
    int back[2];
    if (pipe(there) != 0 || pipe(back) != 0) {
        return 1;
    }
    pid_t child = fork();
    bind_to(child == 0 ? 1 : 0);
    struct side side = open_side(argv[1], length);
    struct place other;
    int to = child == 0 ? back[1] : there[1];
    int from = child == 0 ? there[0] : back[0];
    if (write(to, &side.own, sizeof side.own) != sizeof side.own || read(from, &other, sizeof other) != sizeof other) {
        return 1;
    }
    fi_addr_t peer = 0;
    must(fi_av_insert(side.addresses, other.name, 1, &peer, 0, NULL) == 1 ? 0 : -FI_EINVAL, "peer");
    if (child == 0) {
        struct fi_cq_msg_entry entry;
        /* Until the parent closes its pipe. A killed endpoint would leave its file in /dev/shm. */
        (void)close(there[1]);
        (void)fcntl(from, F_SETFL, O_NONBLOCK);
        for (uint32_t looks = 1; looks % 4096 != 0 || read(from, &other, 1) < 0; looks++) {
            (void)fi_cq_read(side.completions, &entry, 1);
        }
        return close_side(&side);
    }
    for (long i = 0; i < count / 10 + 10; i++) {
        get(&side, peer, &other, length);
    }
    long batches = count / BATCH + 1;
    double *times = calloc((size_t)batches, sizeof *times);
    for (long i = 0; i < batches; i++) {
        double start = now();
        for (int k = 0; k < BATCH; k++) {
            get(&side, peer, &other, length);
        }
        times[i] = (now() - start) / BATCH;
    }
    qsort(times, (size_t)batches, sizeof *times, ascending);
    (void)printf("%.1f %.1f\n", times[batches / 2], times[batches / 10]);
    free(times);
    (void)close(there[1]);
    (void)waitpid(child, NULL, 0);
    return close_side(&side);
}
