/*
 * The table behind the handles. Slots live in blocks that are never freed, so a stale handle can always be
 * looked at. A slot's state:
 *
 *     63            32 31    30            0
 *    +----------------+------+--------------+
 *    |   generation   | open |  references  |
 *    +----------------+------+--------------+
 */
#include "internal.h"

#include <stdlib.h>

#define OPEN ((uint64_t)1 << 31)
#define REFERENCES (OPEN - 1)
#define BLOCK_SLOTS 256u
#define BLOCKS 4096u

struct slot {
    _Atomic uint64_t state;
    _Atomic uint32_t kind;
    struct object *object;
    uint32_t next_free; /* slot number + 1 */
};

static _Atomic(struct slot *) blocks[BLOCKS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t slots_made;
static uint32_t first_free; /* slot number + 1; 0: none */

static struct slot *slot_at(uint32_t number) {
    if (number / BLOCK_SLOTS >= BLOCKS) {
        return NULL;
    }
    struct slot *block = atomic_load_explicit(&blocks[number / BLOCK_SLOTS], memory_order_acquire);
    return block != NULL ? &block[number % BLOCK_SLOTS] : NULL;
}

/* Under the lock. */
static struct slot *slot_new(uint32_t *number) {
    if (first_free != 0) {
        *number = first_free - 1;
        struct slot *slot = slot_at(*number);
        if (slot != NULL) {
            first_free = slot->next_free;
        }
        return slot;
    }
    if (slots_made == BLOCKS * BLOCK_SLOTS) {
        return NULL;
    }
    if (slots_made % BLOCK_SLOTS == 0) {
        struct slot *block = calloc(BLOCK_SLOTS, sizeof *block);
        if (block == NULL) {
            return NULL;
        }
        atomic_store_explicit(&blocks[slots_made / BLOCK_SLOTS], block, memory_order_release);
    }
    *number = slots_made++;
    return slot_at(*number);
}

int32_t argosy_handle_open(enum handle_kind kind, struct object *object, uint64_t *handle) {
    (void)pthread_mutex_lock(&lock);
    uint32_t number = 0;
    struct slot *slot = slot_new(&number);
    if (slot == NULL) {
        (void)pthread_mutex_unlock(&lock);
        return argosy_fail(ARGOSY_ERROR_MEMORY, "no room for another handle");
    }
    /* Generations start at 1, so that no handle is 0. */
    uint64_t generation = (atomic_load_explicit(&slot->state, memory_order_relaxed) >> 32) + 1;
    slot->object = object;
    object->slot = number;
    atomic_store_explicit(&slot->kind, (uint32_t)kind, memory_order_relaxed);
    atomic_store_explicit(&slot->state, generation << 32 | OPEN | 1, memory_order_release);
    (void)pthread_mutex_unlock(&lock);
    *handle = generation << 32 | number;
    return ARGOSY_OK;
}

struct object *argosy_handle_take(enum handle_kind kind, uint64_t handle) {
    struct slot *slot = slot_at((uint32_t)handle);
    if (slot != NULL) {
        uint64_t state = atomic_load_explicit(&slot->state, memory_order_acquire);
        while (state >> 32 == handle >> 32 && (state & OPEN) != 0 &&
               atomic_load_explicit(&slot->kind, memory_order_relaxed) == (uint32_t)kind) {
            if (atomic_compare_exchange_weak_explicit(&slot->state, &state, state + 1, memory_order_acq_rel,
                                                      memory_order_acquire)) {
                return slot->object;
            }
        }
    }
    (void)argosy_fail(ARGOSY_ERROR_CLOSED, "handle %#llx is closed or of another kind", (unsigned long long)handle);
    return NULL;
}

bool argosy_handle_is_open(const struct object *object) {
    return (atomic_load_explicit(&slot_at(object->slot)->state, memory_order_acquire) & OPEN) != 0;
}

void argosy_object_keep(struct object *object) {
    (void)atomic_fetch_add_explicit(&slot_at(object->slot)->state, 1, memory_order_relaxed);
}

void argosy_object_drop(struct object *object) {
    uint32_t number = object->slot;
    struct slot *slot = slot_at(number);
    uint64_t before = atomic_fetch_sub_explicit(&slot->state, 1, memory_order_acq_rel);
    if ((before & REFERENCES) != 1) {
        return;
    }
    object->destroy(object); /* may drop its parent, hence outside the lock */
    if (before >> 32 == UINT32_MAX) {
        return; /* retired: a handle is never reused */
    }
    (void)pthread_mutex_lock(&lock);
    slot->object = NULL;
    slot->next_free = first_free;
    first_free = number + 1;
    (void)pthread_mutex_unlock(&lock);
}

int32_t argosy_handle_close(enum handle_kind kind, uint64_t handle) {
    struct object *object = argosy_handle_take(kind, handle);
    if (object == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    uint64_t before = atomic_fetch_and_explicit(&slot_at(object->slot)->state, ~OPEN, memory_order_acq_rel);
    if ((before & OPEN) != 0) {
        argosy_object_drop(object); /* the open handle's own reference */
    }
    argosy_object_drop(object);
    return (before & OPEN) != 0
               ? ARGOSY_OK
               : argosy_fail(ARGOSY_ERROR_CLOSED, "handle %#llx was closed meanwhile", (unsigned long long)handle);
}
