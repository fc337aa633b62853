#include "internal.h"

#include <stdlib.h>

static void close_parts(struct endpoint *endpoint) {
    if (endpoint->endpoint != NULL) {
        (void)fi_close(&endpoint->endpoint->fid);
    }
    argosy_cq_wait_fd_close(endpoint);
    if (endpoint->completions != NULL) {
        (void)fi_close(&endpoint->completions->fid);
    }
    if (endpoint->addresses != NULL) {
        (void)fi_close(&endpoint->addresses->fid);
    }
}

static void destroy(struct object *object) {
    struct endpoint *endpoint = (struct endpoint *)object;
    close_parts(endpoint);
    argosy_operation_end_all(endpoint);
    argosy_peers_leave(endpoint);
    if (endpoint->wakeup != &endpoint->own) {
        argosy_wakeup_close(endpoint->wakeup, endpoint->wakeup_file);
    }
    (void)pthread_mutex_destroy(&endpoint->lock);
    argosy_object_drop(&endpoint->parent->object);
    free(endpoint);
}

static int32_t open_parts(struct endpoint *endpoint, struct fi_info *info) {
    struct fid_domain *domain = endpoint->parent->domain;
    struct fi_av_attr address_attributes = {
        .type = info->domain_attr->av_type != FI_AV_UNSPEC ? info->domain_attr->av_type : FI_AV_TABLE,
    };
    struct fi_cq_attr completion_attributes = {
        .size = info->tx_attr->size + info->rx_attr->size,
        .format = FI_CQ_FORMAT_MSG,
        .wait_obj = FI_WAIT_NONE,
    };
    int result = fi_av_open(domain, &address_attributes, &endpoint->addresses, NULL);
    if (result != 0) {
        return argosy_fail_provider("opening the address table", result);
    }
    bool has_fd = !argosy_provider_is_shared_memory(info) && argosy_cq_wait_fd_open(endpoint, &completion_attributes);
    result = has_fd ? 0 : fi_cq_open(domain, &completion_attributes, &endpoint->completions, NULL);
    if (result != 0) {
        return argosy_fail_provider("opening the completion queue", result);
    }
    result = fi_endpoint(domain, info, &endpoint->endpoint, NULL);
    if (result != 0) {
        return argosy_fail_provider("opening the endpoint", result);
    }
    result = fi_ep_bind(endpoint->endpoint, &endpoint->addresses->fid, 0);
    if (result == 0) {
        result = fi_ep_bind(endpoint->endpoint, &endpoint->completions->fid, FI_TRANSMIT | FI_RECV);
    }
    if (result == 0) {
        result = fi_enable(endpoint->endpoint);
    }
    return result == 0 ? ARGOSY_OK : argosy_fail_provider("enabling the endpoint", result);
}

static int32_t open_guarded(struct endpoint *endpoint) {
    const struct fabric_library *library = argosy_library();
    struct fi_info *info = library->dupinfo(endpoint->parent->info);
    if (info == NULL) {
        return argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for an endpoint's description");
    }
    if (argosy_provider_is_shared_memory(info) && argosy_shm_free() < SHM_ENDPOINT) {
        library->freeinfo(info);
        return argosy_fail(ARGOSY_ERROR_MEMORY,
                           "/dev/shm has %llu KB free, and an endpoint takes up to 16 MB of it: enlarge it (mount -o "
                           "remount,size=1g /dev/shm; for containers --shm-size=1g)",
                           (unsigned long long)argosy_shm_free() / 1024);
    }
    int32_t code =
        argosy_provider_is_shared_memory(info) ? argosy_shared_memory_name(info, endpoint->wakeup_file) : ARGOSY_OK;
    if (code == ARGOSY_OK) {
        struct signal_guard guard;
        argosy_signals_save(&guard);
        code = open_parts(endpoint, info);
        argosy_signals_restore(&guard);
    }
    library->freeinfo(info);
    return code;
}

int32_t argosy_endpoint_probe(struct domain *domain) {
    struct endpoint endpoint = {.parent = domain, .wakeup_file = -1, .cq_wait_fd = -1, .wake_eventfd = -1};
    int32_t code = open_guarded(&endpoint);
    close_parts(&endpoint);
    return code;
}

static void open_wakeup(struct endpoint *endpoint) {
    endpoint->wakeup_file = -1;
    endpoint->wakeup =
        argosy_provider_is_shared_memory(endpoint->parent->info) ? argosy_wakeup_make(&endpoint->wakeup_file) : NULL;
    if (endpoint->wakeup == NULL) {
        endpoint->wakeup = &endpoint->own;
    }
}

int32_t argosy_endpoint_open(argosy_domain domain, argosy_endpoint *endpoint) {
    if (endpoint == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "endpoint is null");
    }
    struct domain *parent = (struct domain *)argosy_handle_take(HANDLE_DOMAIN, domain);
    if (parent == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    struct endpoint *opened = calloc(1, sizeof *opened);
    if (opened == NULL || pthread_mutex_init(&opened->lock, NULL) != 0) {
        free(opened);
        argosy_object_drop(&parent->object);
        return argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for an endpoint");
    }
    opened->object.destroy = destroy;
    opened->parent = parent; /* takes over the reference */
    opened->cq_wait_fd = opened->wake_eventfd = -1;
    open_wakeup(opened);
    int32_t code = open_guarded(opened);
    if (code == ARGOSY_OK) {
        code = argosy_handle_open(HANDLE_ENDPOINT, &opened->object, endpoint);
    }
    if (code != ARGOSY_OK) {
        destroy(&opened->object);
    }
    return code;
}

void argosy_endpoint_end_waits(struct endpoint *endpoint) {
    if (argosy_wakeup_signal(endpoint->wakeup)) {
        argosy_cq_wait_fd_wake(endpoint);
    }
}

int32_t argosy_endpoint_close(argosy_endpoint endpoint) {
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    int32_t code = argosy_handle_close(HANDLE_ENDPOINT, endpoint);
    argosy_endpoint_end_waits(open); /* notifies waiting threads */
    argosy_object_drop(&open->object);
    return code;
}
