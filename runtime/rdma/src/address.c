#include "internal.h"

#include <rdma/fi_errno.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_ADDRESS 512u

static int32_t own_address(struct endpoint *endpoint, unsigned char *address, size_t *length) {
    *length = LONGEST_ADDRESS;
    int result = fi_getname(&endpoint->endpoint->fid, address, length);
    return result == 0 ? ARGOSY_OK : argosy_fail_provider("asking for the endpoint's address", result);
}

int32_t argosy_endpoint_address(argosy_endpoint endpoint, void *buffer, uint32_t capacity, uint32_t *length) {
    if (buffer == NULL || length == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "buffer or length is null");
    }
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    unsigned char address[LONGEST_ADDRESS];
    size_t needed = 0;
    int32_t code = own_address(open, address, &needed);
    argosy_object_drop(&open->object);
    if (code != ARGOSY_OK) {
        return code;
    }
    if (needed > capacity) {
        return argosy_fail(ARGOSY_ERROR_TOO_SMALL, "the address has %zu bytes, the buffer %u", needed, capacity);
    }
    memcpy(buffer, address, needed);
    *length = (uint32_t)needed;
    return ARGOSY_OK;
}

/* Joined for as long as the endpoint lives: another thread may be signalling when the peer is removed. */
static void keep_wakeup(struct endpoint *endpoint, argosy_peer peer, const char *address) {
    struct joined_wakeup *joined = peer < WAKEUPS ? malloc(sizeof *joined) : NULL;
    if (joined == NULL) {
        return;
    }
    joined->wakeup = argosy_wakeup_join(address);
    if (joined->wakeup == NULL) {
        free(joined);
        return;
    }
    (void)pthread_mutex_lock(&endpoint->lock);
    joined->next = endpoint->joined;
    endpoint->joined = joined;
    (void)pthread_mutex_unlock(&endpoint->lock);
    atomic_store_explicit(&endpoint->wakeups[peer], joined->wakeup, memory_order_release);
}

void argosy_peer_wake(struct endpoint *endpoint, argosy_peer peer) {
    struct wakeup *wakeup =
        peer < WAKEUPS ? atomic_load_explicit(&endpoint->wakeups[peer], memory_order_acquire) : NULL;
    if (wakeup != NULL) {
        (void)argosy_wakeup_signal(wakeup);
    }
}

void argosy_peers_wake(struct endpoint *endpoint) {
    for (argosy_peer peer = 0; peer < WAKEUPS; peer++) {
        argosy_peer_wake(endpoint, peer);
    }
}

void argosy_peers_leave(struct endpoint *endpoint) {
    while (endpoint->joined != NULL) {
        struct joined_wakeup *first = endpoint->joined;
        endpoint->joined = first->next;
        argosy_wakeup_leave(first->wakeup);
        free(first);
    }
}

static int32_t insert(struct endpoint *endpoint, const void *address, uint32_t length, argosy_peer *peer) {
    unsigned char copy[LONGEST_ADDRESS + 1] = {0}; /* providers with text addresses read up to a zero byte */
    if (!argosy_provider_is_shared_memory(endpoint->parent->info)) {
        size_t expected = 0;
        int32_t code = own_address(endpoint, copy, &expected);
        if (code != ARGOSY_OK) {
            return code;
        }
        if (length != expected) {
            return argosy_fail(ARGOSY_ERROR_ARGUMENT, "a peer's address has %zu bytes with this provider, not %u",
                               expected, length);
        }
    }
    memcpy(copy, address, length);
    fi_addr_t inserted = FI_ADDR_NOTAVAIL;
    int result = fi_av_insert(endpoint->addresses, copy, 1, &inserted, 0, NULL);
    if (result != 1 || inserted == FI_ADDR_NOTAVAIL) {
        return argosy_fail_provider("inserting a peer's address", result < 0 ? result : -FI_EINVAL);
    }
    *peer = inserted;
    (void)atomic_fetch_add(&endpoint->peers, 1);
    if (argosy_provider_is_shared_memory(endpoint->parent->info)) {
        keep_wakeup(endpoint, inserted, (const char *)copy);
    }
    return ARGOSY_OK;
}

int32_t argosy_peer_insert(argosy_endpoint endpoint, const void *address, uint32_t length, argosy_peer *peer) {
    if (address == NULL || peer == NULL || length == 0 || length > LONGEST_ADDRESS) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "address or peer is null, or %u bytes are too many", length);
    }
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    int32_t code = insert(open, address, length, peer);
    argosy_object_drop(&open->object);
    return code;
}

int32_t argosy_peer_remove(argosy_endpoint endpoint, argosy_peer peer) {
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    fi_addr_t removed = peer;
    int result = fi_av_remove(open->addresses, &removed, 1, 0);
    if (result == 0) {
        (void)atomic_fetch_sub(&open->peers, 1);
        if (peer < WAKEUPS) {
            atomic_store(&open->wakeups[peer], NULL);
        }
    }
    argosy_object_drop(&open->object);
    return result == 0 ? ARGOSY_OK : argosy_fail_provider("removing a peer", result);
}
