/* Shared declarations of the shim's files. Nothing here is exported. */
#ifndef ARGOSY_INTERNAL_H
#define ARGOSY_INTERNAL_H

#include <argosy/rdma.h>

#include <pthread.h>
#include <rdma/fabric.h>
#include <rdma/fi_cm.h>
#include <rdma/fi_domain.h>
#include <rdma/fi_endpoint.h>
#include <rdma/fi_rma.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* errors.c: each sets the calling thread's detail and returns the code. */
int32_t argosy_fail(int32_t code, const char *format, ...) __attribute__((format(printf, 2, 3)));
int32_t argosy_fail_provider(const char *what, int64_t result);
int32_t argosy_code_of(int64_t result);

/* signals.c: code that lets libfabric initialise something runs between save and restore. */
struct signal_guard {
    struct sigaction actions[NSIG];
    bool saved[NSIG];
};
void argosy_signals_save(struct signal_guard *guard);
void argosy_signals_restore(const struct signal_guard *guard);
/* Before and after libfabric is loaded, with its providers: distinguishes its modules from the program's own. */
void argosy_signals_note_modules(void);
void argosy_signals_note_guests(void);

/* library.c: libfabric's few real entry points; the rest are inline functions over tables. */
struct fabric_library {
    int (*getinfo)(uint32_t version, const char *node, const char *service, uint64_t flags, const struct fi_info *hints,
                   struct fi_info **info);
    void (*freeinfo)(struct fi_info *info);
    struct fi_info *(*dupinfo)(const struct fi_info *info);
    int (*fabric)(struct fi_fabric_attr *attributes, struct fid_fabric **fabric, void *context);
    const char *(*strerror)(int error);
};
/* Loads it once. Returns null, with the detail set, on failure. */
const struct fabric_library *argosy_library(void);
/* Null until argosy_library() succeeded. */
const struct fabric_library *argosy_library_if_loaded(void);

/*
 * handles.c. A handle is  generation (32 bits) | slot number (32 bits).  The slot counts references: one for
 * the open handle, one for each child, one for each call in progress. `destroy` runs when none is left.
 */
enum handle_kind { HANDLE_DOMAIN = 1, HANDLE_ENDPOINT = 2, HANDLE_MEMORY = 3 };
struct object {
    void (*destroy)(struct object *object);
    uint32_t slot;
};
int32_t argosy_handle_open(enum handle_kind kind, struct object *object, uint64_t *handle);
/* Takes a reference; null, with the detail set, if the handle isn't open. */
struct object *argosy_handle_take(enum handle_kind kind, uint64_t handle);
bool argosy_handle_is_open(const struct object *object);
void argosy_object_keep(struct object *object);
void argosy_object_drop(struct object *object);
int32_t argosy_handle_close(enum handle_kind kind, uint64_t handle);

/* provider.c: the list is libfabric's, filtered and ordered; owner frees it with provider_list_free. */
struct provider_list {
    struct fi_info *infos;
    struct fi_info **ordered;
    uint32_t count;
};
int32_t argosy_provider_find(const char *preference, uint32_t scope, struct provider_list *list);
void argosy_provider_list_free(struct provider_list *list);
void argosy_provider_describe(const struct fi_info *info, argosy_provider *provider);
bool argosy_provider_is_shared_memory(const struct fi_info *info);

/* interface.c */
bool argosy_interface_is_loopback(const struct fi_info *info);
bool argosy_interface_is_up(const struct fi_info *info);

/* shm_cleanup.c */
uint64_t argosy_pid_namespace(void); /* 0 when unknown */
/* `wakeup_file` is the file of the endpoint's wakeup, -1 for none. */
int32_t argosy_shared_memory_name(struct fi_info *info, int wakeup_file);
void argosy_shm_cleanup(const char *folder);
/* Bytes; UINT64_MAX when unknown. With less than SHM_ENDPOINT a write to an endpoint's pages ends the process. */
uint64_t argosy_shm_free(void);
#define SHM_ENDPOINT ((uint64_t)16 << 20)
#define SHM_PROVIDER ((uint64_t)64 << 20) /* with less libfabric doesn't list the provider */

/* wakeup.c: what a waiting thread sleeps on; shared with other processes, or within this one. */
struct wakeup {
    _Atomic uint32_t asleep;  /* a thread may sleep: signal */
    _Atomic uint32_t signals; /* the futex */
    _Atomic uint32_t senders; /* processes that have joined */
    uint32_t reserved;
};
/* Null, with *file -1, if the system has none to share. */
struct wakeup *argosy_wakeup_make(int *file);
void argosy_wakeup_close(struct wakeup *wakeup, int file);
/* The wakeup of a peer, by its address; null if it has none, or one that can't be opened from here. */
struct wakeup *argosy_wakeup_join(const char *address);
void argosy_wakeup_leave(struct wakeup *wakeup);
/* Called after writes that the sleeper must see. Costs almost nothing without a sleeper. True if there may be one.
 */
bool argosy_wakeup_signal(struct wakeup *wakeup);
/* From here on signals count; the caller polls once more, then sleeps with the returned value. */
uint32_t argosy_wakeup_arm(struct wakeup *wakeup);
void argosy_wakeup_sleep(struct wakeup *wakeup, uint32_t signals, int64_t nanoseconds);

struct domain {
    struct object object;
    struct fi_info *info;
    struct fid_fabric *fabric;
    struct fid_domain *domain;
};

struct memory {
    struct object object;
    struct domain *parent;
    struct fid_mr *region; /* null if no registration is needed */
    unsigned char *address;
    uint64_t length;
    uint64_t mapped; /* bytes to unmap; 0 if the caller owns them */
};

/* One operation under way. libfabric may write into the context, so it is first and never moves. */
struct operation {
    struct fi_context2 context;
    uint64_t token;
    uint64_t length;
    uint32_t kind;
    uint32_t number;
    struct memory *memory;
    _Atomic bool busy; /* set last, read first: publishes the fields above to the thread that takes the completion */
    _Atomic uint32_t next; /* number + 1 of the next idle one */
};

#define OPERATION_BLOCK 256u
#define OPERATION_BLOCKS 1024u
#define WAKEUPS 256u /* the maximum peers of libfabric's shared memory */

struct joined_wakeup {
    struct wakeup *wakeup;
    struct joined_wakeup *next;
};

struct endpoint {
    struct object object;
    struct domain *parent;
    struct fid_ep *endpoint;
    struct fid_av *addresses;
    struct fid_cq *completions;
    _Atomic uint64_t idle; /* operation.c: top of the idle operations */
    _Atomic(struct operation *) operations[OPERATION_BLOCKS];
    uint32_t blocks;
    pthread_mutex_t lock; /* guards `blocks` and `joined` */
    _Atomic bool woken;
    struct wakeup *wakeup; /* `own`, or one that is shared through `wakeup_file` */
    struct wakeup own;
    int wakeup_file;
    int cq_wait_fd;   /* libfabric's descriptor; -1 if it has no reliable one */
    int wake_eventfd; /* ends a sleep on it; -1 without one */
    _Atomic uint32_t peers;
    _Atomic(struct wakeup *) wakeups[WAKEUPS]; /* of peers, by their number */
    struct joined_wakeup *joined;
};

/* cq_wait_fd.c: opens the completion queue if it has a reliable descriptor to sleep on. */
bool argosy_cq_wait_fd_open(struct endpoint *endpoint, const struct fi_cq_attr *wanted);
void argosy_cq_wait_fd_close(struct endpoint *endpoint);
void argosy_cq_wait_fd_wake(const struct endpoint *endpoint);
/* True if the descriptor became readable, false if time ran out or another thread woke the sleeper. */
bool argosy_cq_wait_fd_sleep(const struct endpoint *endpoint, int64_t nanoseconds);

/* endpoint.c: opens one and closes it again; ends the sleep of a thread that waits on it. */
int32_t argosy_endpoint_probe(struct domain *domain);
void argosy_endpoint_end_waits(struct endpoint *endpoint);

/* address.c: wakes a peer after something was sent to it; wakes all of them; releases their wakeups. */
void argosy_peer_wake(struct endpoint *endpoint, argosy_peer peer);
void argosy_peers_wake(struct endpoint *endpoint);
void argosy_peers_leave(struct endpoint *endpoint);

/* memory.c: libfabric's descriptor of a local buffer. */
void *argosy_memory_descriptor(const struct memory *memory);

/* operation.c: begin takes over the caller's reference to the memory, end drops it. */
struct operation *argosy_operation_begin(struct endpoint *endpoint, struct memory *memory, uint32_t kind,
                                         uint64_t length, uint64_t token);
void argosy_operation_end(struct endpoint *endpoint, struct operation *operation);
void argosy_operation_end_all(struct endpoint *endpoint);
/* Whether any operation except receives is under way. */
bool argosy_operation_any(struct endpoint *endpoint);

#endif
