/* What the files of the shim share. Nothing here is exported. */
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

/* signals.c: whoever lets libfabric initialise something does it between save and restore. */
struct signal_guard {
    struct sigaction actions[NSIG];
    bool saved[NSIG];
};
void argosy_signals_save(struct signal_guard *guard);
void argosy_signals_restore(const struct signal_guard *guard);
/* Before and after libfabric is loaded, with its providers: tells its modules from the program's own. */
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
/* Loads it once. Returns null, with the detail set, when that fails. */
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
/* Takes a reference; null, with the detail set, when the handle isn't open. */
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

/* leftovers.c */
int32_t argosy_shared_memory_name(struct fi_info *info);
void argosy_leftovers_sweep(const char *folder);

struct domain {
    struct object object;
    struct fi_info *info;
    struct fid_fabric *fabric;
    struct fid_domain *domain;
    _Atomic uint64_t next_key;
};

struct memory {
    struct object object;
    struct domain *parent;
    struct fid_mr *region;
    unsigned char *address;
    uint64_t length;
    uint64_t mapped; /* bytes to unmap; 0 when the caller owns them */
};

/* One operation under way. libfabric may write into the context, hence it comes first and stays put. */
struct operation {
    struct fi_context2 context;
    uint64_t token;
    uint64_t length;
    uint32_t kind;
    struct memory *memory;
    struct operation *next;
    struct operation *previous;
};

struct endpoint {
    struct object object;
    struct domain *parent;
    struct fid_ep *endpoint;
    struct fid_av *addresses;
    struct fid_cq *completions;
    pthread_mutex_t lock; /* guards the two lists */
    struct operation *idle;
    struct operation *busy;
};

/* endpoint.c: opens one and closes it again. */
int32_t argosy_endpoint_probe(struct domain *domain);

/* operation.c */
struct operation *argosy_operation_begin(struct endpoint *endpoint, struct memory *memory, uint32_t kind,
                                         uint64_t length, uint64_t token);
void argosy_operation_end(struct endpoint *endpoint, struct operation *operation);
void argosy_operation_end_all(struct endpoint *endpoint);

#endif
