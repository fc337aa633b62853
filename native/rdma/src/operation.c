/* The records of operations under way; kept for reuse until the endpoint goes. */
#include "internal.h"

#include <stdlib.h>

struct operation *argosy_operation_begin(struct endpoint *endpoint, struct memory *memory, uint32_t kind,
                                         uint64_t length, uint64_t token) {
    (void)pthread_mutex_lock(&endpoint->lock);
    struct operation *operation = endpoint->idle;
    if (operation != NULL) {
        endpoint->idle = operation->next;
    } else {
        operation = calloc(1, sizeof *operation);
    }
    if (operation != NULL) {
        argosy_object_keep(&memory->object);
        operation->memory = memory;
        operation->kind = kind;
        operation->length = length;
        operation->token = token;
        operation->previous = NULL;
        operation->next = endpoint->busy;
        if (operation->next != NULL) {
            operation->next->previous = operation;
        }
        endpoint->busy = operation;
    }
    (void)pthread_mutex_unlock(&endpoint->lock);
    if (operation == NULL) {
        (void)argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for an operation");
    }
    return operation;
}

void argosy_operation_end(struct endpoint *endpoint, struct operation *operation) {
    struct memory *memory = operation->memory;
    (void)pthread_mutex_lock(&endpoint->lock);
    if (operation->previous != NULL) {
        operation->previous->next = operation->next;
    } else {
        endpoint->busy = operation->next;
    }
    if (operation->next != NULL) {
        operation->next->previous = operation->previous;
    }
    operation->next = endpoint->idle;
    endpoint->idle = operation;
    (void)pthread_mutex_unlock(&endpoint->lock);
    argosy_object_drop(&memory->object);
}

/* Once the provider has let go of them all. */
void argosy_operation_end_all(struct endpoint *endpoint) {
    while (endpoint->busy != NULL) {
        argosy_operation_end(endpoint, endpoint->busy);
    }
    while (endpoint->idle != NULL) {
        struct operation *operation = endpoint->idle;
        endpoint->idle = operation->next;
        free(operation);
    }
}
