/*
 * The records of operations under way: kept for reuse, in blocks that live as long as the endpoint. The idle ones
 * are on a stack without locks, since every transfer passes here twice; its top counts changes in the upper half,
 * so that a record which went and came back in between isn't mistaken for an unchanged stack.
 *
 *     63            32 31             0
 *    +----------------+----------------+
 *    |    changes     |   number + 1   |
 *    +----------------+----------------+
 */
#include "internal.h"

#include <stdlib.h>

static struct operation *operation_at(struct endpoint *endpoint, uint32_t number) {
    struct operation *block =
        atomic_load_explicit(&endpoint->operations[number / OPERATION_BLOCK], memory_order_acquire);
    return &block[number % OPERATION_BLOCK];
}

static uint64_t top_after(uint64_t top, uint32_t next) { return ((top >> 32) + 1) << 32 | next; }

static void push(struct endpoint *endpoint, struct operation *operation) {
    uint64_t top = atomic_load_explicit(&endpoint->idle, memory_order_relaxed);
    do {
        atomic_store_explicit(&operation->next, (uint32_t)top, memory_order_relaxed);
    } while (!atomic_compare_exchange_weak_explicit(&endpoint->idle, &top, top_after(top, operation->number + 1),
                                                    memory_order_release, memory_order_relaxed));
}

static struct operation *pop(struct endpoint *endpoint) {
    uint64_t top = atomic_load_explicit(&endpoint->idle, memory_order_acquire);
    while ((uint32_t)top != 0) {
        struct operation *operation = operation_at(endpoint, (uint32_t)top - 1);
        uint32_t next = atomic_load_explicit(&operation->next, memory_order_relaxed);
        if (atomic_compare_exchange_weak_explicit(&endpoint->idle, &top, top_after(top, next), memory_order_acq_rel,
                                                  memory_order_acquire)) {
            return operation;
        }
    }
    return NULL;
}

/* Makes a block of records and returns one of them. */
static struct operation *grow(struct endpoint *endpoint) {
    (void)pthread_mutex_lock(&endpoint->lock);
    struct operation *found = pop(endpoint); /* another thread may have done it */
    struct operation *block = NULL;
    if (found == NULL && endpoint->blocks < OPERATION_BLOCKS) {
        block = calloc(OPERATION_BLOCK, sizeof *block);
    }
    if (block != NULL) {
        uint32_t first = endpoint->blocks * OPERATION_BLOCK;
        atomic_store_explicit(&endpoint->operations[endpoint->blocks], block, memory_order_release);
        endpoint->blocks++;
        for (uint32_t i = OPERATION_BLOCK; i-- > 0;) {
            block[i].number = first + i;
            if (i > 0) {
                push(endpoint, &block[i]);
            }
        }
        found = block;
    }
    (void)pthread_mutex_unlock(&endpoint->lock);
    return found;
}

struct operation *argosy_operation_begin(struct endpoint *endpoint, struct memory *memory, uint32_t kind,
                                         uint64_t length, uint64_t token) {
    struct operation *operation = pop(endpoint);
    if (operation == NULL) {
        operation = grow(endpoint);
    }
    if (operation == NULL) {
        (void)argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for an operation");
        return NULL;
    }
    operation->memory = memory;
    operation->kind = kind;
    operation->length = length;
    operation->token = token;
    atomic_store_explicit(&operation->busy, true, memory_order_release);
    return operation;
}

void argosy_operation_end(struct endpoint *endpoint, struct operation *operation) {
    struct memory *memory = operation->memory;
    atomic_store_explicit(&operation->busy, false, memory_order_relaxed);
    push(endpoint, operation);
    argosy_object_drop(&memory->object);
}

bool argosy_operation_any(struct endpoint *endpoint) {
    for (uint32_t i = 0; i < OPERATION_BLOCKS; i++) {
        struct operation *block = atomic_load_explicit(&endpoint->operations[i], memory_order_acquire);
        for (uint32_t k = 0; block != NULL && k < OPERATION_BLOCK; k++) {
            if (atomic_load_explicit(&block[k].busy, memory_order_acquire) &&
                block[k].kind != ARGOSY_OPERATION_RECEIVE) {
                return true;
            }
        }
        if (block == NULL) {
            break;
        }
    }
    return false;
}

/* Called once the provider has released them all. */
void argosy_operation_end_all(struct endpoint *endpoint) {
    for (uint32_t i = 0; i < endpoint->blocks; i++) {
        struct operation *block = atomic_load_explicit(&endpoint->operations[i], memory_order_acquire);
        for (uint32_t k = 0; k < OPERATION_BLOCK; k++) {
            if (atomic_load_explicit(&block[k].busy, memory_order_acquire)) {
                argosy_object_drop(&block[k].memory->object);
            }
        }
        free(block);
    }
}
