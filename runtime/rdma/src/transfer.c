#include "internal.h"

#include <rdma/fi_errno.h>

struct transfer {
    struct endpoint *endpoint;
    struct memory *memory;
    unsigned char *start;
    struct operation *operation;
};

static int32_t check(const struct transfer *transfer, const argosy_slice *local) {
    if (local->offset > transfer->memory->length || local->length > transfer->memory->length - local->offset) {
        return argosy_fail(ARGOSY_ERROR_RANGE, "bytes %llu + %llu of a memory of %llu",
                           (unsigned long long)local->offset, (unsigned long long)local->length,
                           (unsigned long long)transfer->memory->length);
    }
    if (local->length > transfer->endpoint->parent->info->ep_attr->max_msg_size) {
        return argosy_fail(ARGOSY_ERROR_RANGE, "%llu bytes are more than the provider moves at once",
                           (unsigned long long)local->length);
    }
    if (transfer->memory->parent != transfer->endpoint->parent) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "the memory was registered with another domain");
    }
    return ARGOSY_OK;
}

/* Takes the operation's resources; the caller posts it, then calls finish(). From there on the operation holds the
   memory: its completion may be taken by another thread before finish() is reached. */
static int32_t begin(argosy_endpoint endpoint, const argosy_slice *local, uint32_t kind, uint64_t token,
                     struct transfer *transfer) {
    *transfer = (struct transfer){0};
    if (local == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "local is null");
    }
    int32_t code = ARGOSY_ERROR_CLOSED;
    transfer->endpoint = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (transfer->endpoint != NULL) {
        transfer->memory = (struct memory *)argosy_handle_take(HANDLE_MEMORY, local->memory);
    }
    if (transfer->memory != NULL) {
        code = check(transfer, local);
    }
    if (code == ARGOSY_OK) {
        transfer->start = transfer->memory->address + local->offset;
        transfer->operation = argosy_operation_begin(transfer->endpoint, transfer->memory, kind, local->length, token);
        code = transfer->operation != NULL ? ARGOSY_OK : ARGOSY_ERROR_MEMORY;
    }
    if (code != ARGOSY_OK) {
        if (transfer->memory != NULL) {
            argosy_object_drop(&transfer->memory->object);
        }
        if (transfer->endpoint != NULL) {
            argosy_object_drop(&transfer->endpoint->object);
        }
    }
    return code;
}

/* A sleeping peer is also woken for a refused operation: a connection may depend on it. */
static int32_t finish(const struct transfer *transfer, argosy_peer peer, const char *what, ssize_t result) {
    int32_t code = ARGOSY_OK;
    argosy_peer_wake(transfer->endpoint, peer);
    if (result != 0) {
        argosy_operation_end(transfer->endpoint, transfer->operation);
        /* A full queue sets no detail: callers meet it thousands of times a second. */
        code = result == -FI_EAGAIN ? ARGOSY_ERROR_AGAIN : argosy_fail_provider(what, result);
    }
    argosy_object_drop(&transfer->endpoint->object);
    return code;
}

static int32_t check_remote(const argosy_slice *local, const argosy_remote *remote, uint64_t offset) {
    if (local == NULL || remote == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "local or remote is null");
    }
    if (offset > remote->length || local->length > remote->length - offset) {
        return argosy_fail(ARGOSY_ERROR_RANGE, "bytes %llu + %llu of a remote memory of %llu",
                           (unsigned long long)offset, (unsigned long long)local->length,
                           (unsigned long long)remote->length);
    }
    return ARGOSY_OK;
}

int32_t argosy_endpoint_send(argosy_endpoint endpoint, argosy_peer peer, const argosy_slice *local, uint64_t token) {
    struct transfer transfer;
    int32_t code = begin(endpoint, local, ARGOSY_OPERATION_SEND, token, &transfer);
    if (code != ARGOSY_OK) {
        return code;
    }
    ssize_t result = fi_send(transfer.endpoint->endpoint, transfer.start, (size_t)local->length,
                             argosy_memory_descriptor(transfer.memory), peer, &transfer.operation->context);
    return finish(&transfer, peer, "sending", result);
}

int32_t argosy_endpoint_inject(argosy_endpoint endpoint, argosy_peer peer, const void *bytes, uint64_t length) {
    if (bytes == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "bytes is null");
    }
    struct endpoint *open = (struct endpoint *)argosy_handle_take(HANDLE_ENDPOINT, endpoint);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    int32_t code = ARGOSY_OK;
    if (length > open->parent->info->tx_attr->inject_size) {
        code = argosy_fail(ARGOSY_ERROR_RANGE, "%llu bytes are more than the %zu that the provider copies",
                           (unsigned long long)length, open->parent->info->tx_attr->inject_size);
    } else {
        ssize_t result = fi_inject(open->endpoint, bytes, (size_t)length, peer);
        argosy_peer_wake(open, peer);
        code = result == 0            ? ARGOSY_OK
               : result == -FI_EAGAIN ? ARGOSY_ERROR_AGAIN
                                      : argosy_fail_provider("sending", result);
    }
    argosy_object_drop(&open->object);
    return code;
}

int32_t argosy_endpoint_receive(argosy_endpoint endpoint, const argosy_slice *local, uint64_t token) {
    struct transfer transfer;
    int32_t code = begin(endpoint, local, ARGOSY_OPERATION_RECEIVE, token, &transfer);
    if (code != ARGOSY_OK) {
        return code;
    }
    ssize_t result = fi_recv(transfer.endpoint->endpoint, transfer.start, (size_t)local->length,
                             argosy_memory_descriptor(transfer.memory), FI_ADDR_UNSPEC, &transfer.operation->context);
    return finish(&transfer, FI_ADDR_UNSPEC, "posting a receive", result);
}

int32_t argosy_endpoint_read(argosy_endpoint endpoint, argosy_peer peer, const argosy_slice *local,
                             const argosy_remote *remote, uint64_t offset, uint64_t token) {
    struct transfer transfer;
    int32_t code = check_remote(local, remote, offset);
    if (code == ARGOSY_OK) {
        code = begin(endpoint, local, ARGOSY_OPERATION_READ, token, &transfer);
    }
    if (code != ARGOSY_OK) {
        return code;
    }
    ssize_t result = fi_read(transfer.endpoint->endpoint, transfer.start, (size_t)local->length,
                             argosy_memory_descriptor(transfer.memory), peer, remote->address + offset, remote->key,
                             &transfer.operation->context);
    return finish(&transfer, peer, "reading remote memory", result);
}

int32_t argosy_endpoint_write(argosy_endpoint endpoint, argosy_peer peer, const argosy_slice *local,
                              const argosy_remote *remote, uint64_t offset, uint64_t token) {
    struct transfer transfer;
    int32_t code = check_remote(local, remote, offset);
    if (code == ARGOSY_OK) {
        code = begin(endpoint, local, ARGOSY_OPERATION_WRITE, token, &transfer);
    }
    if (code != ARGOSY_OK) {
        return code;
    }
    struct iovec from = {.iov_base = transfer.start, .iov_len = (size_t)local->length};
    struct fi_rma_iov to = {.addr = remote->address + offset, .len = (size_t)local->length, .key = remote->key};
    void *descriptor = argosy_memory_descriptor(transfer.memory);
    struct fi_msg_rma message = {
        .msg_iov = &from,
        .desc = &descriptor,
        .iov_count = 1,
        .addr = peer,
        .rma_iov = &to,
        .rma_iov_count = 1,
        .context = &transfer.operation->context,
    };
    ssize_t result = fi_writemsg(transfer.endpoint->endpoint, &message, FI_COMPLETION | FI_DELIVERY_COMPLETE);
    return finish(&transfer, peer, "writing remote memory", result);
}
