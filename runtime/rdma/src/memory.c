#include "internal.h"

#include <errno.h>
#include <rdma/fi_errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#define HUGE_PAGE ((uint64_t)2 << 20)
#define KEYS_AT_ONCE 32u /* 256 bytes: getrandom gives that many without an interruption */
#define KEY_ATTEMPTS 8u  /* a key that is in use is refused */

static void destroy(struct object *object) {
    struct memory *memory = (struct memory *)object;
    if (memory->region != NULL) {
        (void)fi_close(&memory->region->fid);
    }
    if (memory->mapped != 0) {
        (void)munmap(memory->address, (size_t)memory->mapped);
    }
    argosy_object_drop(&memory->parent->object);
    free(memory);
}

void *argosy_memory_descriptor(const struct memory *memory) {
    return memory->region != NULL ? fi_mr_desc(memory->region) : NULL;
}

/* Unpredictable: a key is the only thing that a stranger lacks who can reach the endpoint. The highest bit is free for
   providers that mark their own keys with it. */
static int32_t draw_key(const struct domain *domain, uint64_t *key) {
    static _Thread_local uint64_t drawn[KEYS_AT_ONCE];
    static _Thread_local uint32_t left;
    if (left == 0) {
        if (getrandom(drawn, sizeof drawn, 0) != (ssize_t)sizeof drawn) {
            return argosy_fail(ARGOSY_ERROR_PROVIDER, "no random numbers for a memory key: %s", strerror(errno));
        }
        left = KEYS_AT_ONCE;
    }
    size_t bytes = domain->info->domain_attr->mr_key_size;
    uint64_t fresh = drawn[--left];
    drawn[left] = 0;
    *key = bytes == 0 || bytes >= sizeof fresh ? fresh >> 1 : fresh & (((uint64_t)1 << (8 * bytes)) - 1);
    return ARGOSY_OK;
}

static int32_t register_region(struct memory *memory, uint32_t access) {
    uint64_t mode = (uint64_t)(uint32_t)memory->parent->info->domain_attr->mr_mode;
    if (access == ARGOSY_ACCESS_LOCAL && (mode & FI_MR_LOCAL) == 0) {
        return ARGOSY_OK;
    }
    uint64_t rights = FI_SEND | FI_RECV | FI_READ | FI_WRITE;
    rights |= (access & ARGOSY_ACCESS_REMOTE_READ) != 0 ? FI_REMOTE_READ : 0;
    rights |= (access & ARGOSY_ACCESS_REMOTE_WRITE) != 0 ? FI_REMOTE_WRITE : 0;
    int result = -FI_ENOKEY;
    for (uint32_t attempt = 0; attempt < KEY_ATTEMPTS && result == -FI_ENOKEY; attempt++) {
        uint64_t key = 0; /* ignored by providers that choose keys themselves */
        int32_t code = draw_key(memory->parent, &key);
        if (code != ARGOSY_OK) {
            return code;
        }
        result = fi_mr_reg(memory->parent->domain, memory->address, (size_t)memory->length, rights, 0, key, 0,
                           &memory->region, NULL);
    }
    if (result != 0) {
        memory->region = NULL;
        return argosy_fail_provider("registering memory", result);
    }
    if (fi_mr_key(memory->region) == FI_KEY_NOTAVAIL) {
        return argosy_fail(ARGOSY_ERROR_PROVIDER, "the provider's memory keys don't fit into 64 bits");
    }
    return ARGOSY_OK;
}

static int32_t map_pages(struct memory *memory) {
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    if (memory->length > (uint64_t)PTRDIFF_MAX - page) {
        return argosy_fail(ARGOSY_ERROR_MEMORY, "%llu bytes are too many", (unsigned long long)memory->length);
    }
    uint64_t mapped = (memory->length + page - 1) / page * page;
    void *address = mmap(NULL, (size_t)mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) {
        return argosy_fail(ARGOSY_ERROR_MEMORY, "mapping %llu bytes: %s", (unsigned long long)mapped, strerror(errno));
    }
    if (mapped >= HUGE_PAGE) {
        (void)madvise(address, (size_t)mapped, MADV_HUGEPAGE); /* copies by the kernel then take half the time */
    }
    memory->address = address;
    memory->mapped = mapped;
    return ARGOSY_OK;
}

/* `caller` is null if the memory gets its own pages. */
static int32_t open_memory(argosy_domain domain, void *caller, uint64_t length, uint32_t access, argosy_memory *handle,
                           void **address) {
    if (length == 0 || length > PTRDIFF_MAX || access > (ARGOSY_ACCESS_REMOTE_READ | ARGOSY_ACCESS_REMOTE_WRITE)) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "length %llu or access %#x is out of range",
                           (unsigned long long)length, access);
    }
    struct domain *parent = (struct domain *)argosy_handle_take(HANDLE_DOMAIN, domain);
    if (parent == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    struct memory *memory = calloc(1, sizeof *memory);
    if (memory == NULL) {
        argosy_object_drop(&parent->object);
        return argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for a registration");
    }
    memory->object.destroy = destroy;
    memory->parent = parent; /* takes over the reference */
    memory->length = length;
    memory->address = caller;
    int32_t code = caller == NULL ? map_pages(memory) : ARGOSY_OK;
    if (code == ARGOSY_OK) {
        code = register_region(memory, access);
    }
    void *start = memory->address;
    if (code == ARGOSY_OK) {
        code = argosy_handle_open(HANDLE_MEMORY, &memory->object, handle);
    }
    if (code != ARGOSY_OK) {
        destroy(&memory->object);
        return code;
    }
    if (address != NULL) {
        *address = start;
    }
    return ARGOSY_OK;
}

int32_t argosy_memory_allocate(argosy_domain domain, uint64_t length, uint32_t access, argosy_memory *memory,
                               void **address) {
    if (memory == NULL || address == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "memory or address is null");
    }
    return open_memory(domain, NULL, length, access, memory, address);
}

int32_t argosy_memory_register(argosy_domain domain, void *address, uint64_t length, uint32_t access,
                               argosy_memory *memory) {
    if (memory == NULL || address == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "memory or address is null");
    }
    return open_memory(domain, address, length, access, memory, NULL);
}

int32_t argosy_memory_describe(argosy_memory memory, argosy_remote *remote) {
    if (remote == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "remote is null");
    }
    struct memory *open = (struct memory *)argosy_handle_take(HANDLE_MEMORY, memory);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    /* Providers without virtual addresses count from the start of the region. */
    bool is_virtual = (open->parent->info->domain_attr->mr_mode & FI_MR_VIRT_ADDR) != 0;
    *remote = (argosy_remote){
        .address = is_virtual && open->region != NULL ? (uint64_t)(uintptr_t)open->address : 0,
        .key = open->region != NULL ? fi_mr_key(open->region) : FI_KEY_NOTAVAIL,
        .length = open->length,
    };
    argosy_object_drop(&open->object);
    return ARGOSY_OK;
}

int32_t argosy_memory_close(argosy_memory memory) { return argosy_handle_close(HANDLE_MEMORY, memory); }
