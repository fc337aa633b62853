/*
 * Argosy's remote memory access: a small, stable C ABI over libfabric.
 *
 * Rules that hold for every function
 *   - It returns 0 (ARGOSY_OK) or a negative error code. argosy_error_text() names the code, argosy_error_detail()
 *     describes the calling thread's last failed call.
 *   - Outputs are the last parameters. They are written on success only.
 *   - Handles are numbers, never reused and never 0. A closed, foreign or zero handle gives ARGOSY_ERROR_CLOSED; it is
 *     never dereferenced.
 *   - Every function may be called from any thread. Nothing aborts, nothing unwinds across this boundary.
 *
 * Ownership
 *   A domain owns a provider; endpoints and memories are opened on it. Each handle has one owner, who closes it, in any
 *   order: a child keeps the needed parts of its parent until the child is closed, and an operation under way keeps its
 *   memory. Unclosed handles live until the process ends.
 */
#ifndef ARGOSY_RDMA_H
#define ARGOSY_RDMA_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ARGOSY_API __attribute__((visibility("default")))
#else
#define ARGOSY_API
#endif

/* Increases when a function is added; an incompatible change changes the library's soname instead. */
#define ARGOSY_RDMA_ABI_VERSION 2

enum {
    ARGOSY_OK = 0,
    ARGOSY_ERROR_ARGUMENT = -1,     /* a parameter is null or out of its range */
    ARGOSY_ERROR_CLOSED = -2,       /* the handle was closed, or never was one of this kind */
    ARGOSY_ERROR_MEMORY = -3,       /* no memory left, or the limit on locked memory is reached */
    ARGOSY_ERROR_LIBRARY = -4,      /* libfabric can't be loaded */
    ARGOSY_ERROR_NO_PROVIDER = -5,  /* no provider offers messages and remote memory access in this scope */
    ARGOSY_ERROR_AGAIN = -6,        /* the queue is full or a connection is being made: poll, then try again */
    ARGOSY_ERROR_TIMEOUT = -7,      /* nothing happened within the time limit */
    ARGOSY_ERROR_TOO_SMALL = -8,    /* the caller's buffer is too small */
    ARGOSY_ERROR_RANGE = -9,        /* a slice reaches outside its memory */
    ARGOSY_ERROR_ACCESS = -10,      /* the peer refused: wrong key, range or right */
    ARGOSY_ERROR_CANCELLED = -11,   /* the operation was cancelled before it completed */
    ARGOSY_ERROR_TRUNCATED = -12,   /* a message was longer than the receive posted for it */
    ARGOSY_ERROR_UNREACHABLE = -13, /* the peer can't be reached, or is gone */
    ARGOSY_ERROR_PROVIDER = -14     /* anything else the provider reports: see the detail */
};

typedef uint64_t argosy_domain;
typedef uint64_t argosy_endpoint;
typedef uint64_t argosy_memory;
typedef uint64_t argosy_peer; /* valid only with the endpoint that returned it */

/* Which peers must be reachable. */
enum {
    ARGOSY_SCOPE_ANY = 0,    /* other machines preferred, only this one is sufficient */
    ARGOSY_SCOPE_HOST = 1,   /* processes of this machine: shared memory or the loopback interface */
    ARGOSY_SCOPE_NETWORK = 2 /* other machines, or an error */
};

enum {
    ARGOSY_PROVIDER_SHARED_MEMORY = 1u,   /* reaches only processes of this machine, without a network */
    ARGOSY_PROVIDER_LOOPBACK = 2u,        /* bound to the loopback interface */
    ARGOSY_PROVIDER_VIRTUAL_ADDRESS = 4u, /* a remote address is a virtual address, not an offset */
    ARGOSY_PROVIDER_PROVIDER_KEY = 8u,    /* the provider chooses memory keys */
    ARGOSY_PROVIDER_LOCAL_KEY = 16u       /* local buffers must be registered too */
};

/* 64-bit fields first, no padding: the layout is the same for every architecture. */
typedef struct argosy_provider {
    uint64_t maximum_length; /* maximum bytes of one operation */
    uint64_t inject_length;  /* bytes up to which the provider copies instead of sending from the buffer */
    uint32_t flags;          /* ARGOSY_PROVIDER_… */
    uint32_t queue_depth;    /* maximum operations under way, as the provider reports */
    char name[64];           /* for example "tcp;ofi_rxm" */
    char domain[64];         /* network interface or device */
} argosy_provider;

/* Peers can't reach ARGOSY_ACCESS_LOCAL; it is registered only if the provider requires local buffers to be registered
   (ARGOSY_PROVIDER_LOCAL_KEY), and costs almost nothing otherwise. */
enum { ARGOSY_ACCESS_LOCAL = 0u, ARGOSY_ACCESS_REMOTE_READ = 1u, ARGOSY_ACCESS_REMOTE_WRITE = 2u };

/* The data with which a peer reaches a memory; sent out of band. Byte i is at address + i. Providers over a
   network check key, range and rights; shared memory relies on the operating system's check that both
   processes belong to one user. */
typedef struct argosy_remote {
    uint64_t address;
    uint64_t key;
    uint64_t length; /* bytes */
} argosy_remote;

/* A part of a local memory. */
typedef struct argosy_slice {
    argosy_memory memory;
    uint64_t offset; /* bytes from the start of the memory */
    uint64_t length; /* bytes */
} argosy_slice;

enum { ARGOSY_OPERATION_SEND = 1, ARGOSY_OPERATION_RECEIVE = 2, ARGOSY_OPERATION_READ = 3, ARGOSY_OPERATION_WRITE = 4 };

typedef struct argosy_completion {
    uint64_t token;         /* the operation's token */
    uint64_t length;        /* bytes moved; 0 on failure */
    int32_t status;         /* ARGOSY_OK or an error code */
    uint32_t operation;     /* ARGOSY_OPERATION_… */
    int32_t provider_error; /* libfabric's positive error number, 0 on success */
    uint32_t reserved;
} argosy_completion;

/* ---- errors and versions ---- */
ARGOSY_API int32_t argosy_abi_version(void);
/* A static text, never null, also for codes that don't exist. */
ARGOSY_API const char *argosy_error_text(int32_t code);
/* The calling thread's last failure, as text; "" before the first. Valid until its next failing call. */
ARGOSY_API const char *argosy_error_detail(void);

/* ---- providers ---- */
/* The usable providers in order of preference; *count is their number, which may exceed the
   capacity. `preference` is null or a provider's name, complete ("tcp;ofi_rxm") or its first part ("tcp"). */
ARGOSY_API int32_t argosy_provider_list(const char *preference, uint32_t scope, argosy_provider *providers,
                                        uint32_t capacity, uint32_t *count);

/* ---- domains ---- */
ARGOSY_API int32_t argosy_domain_open(const char *preference, uint32_t scope, argosy_domain *domain);
ARGOSY_API int32_t argosy_domain_describe(argosy_domain domain, argosy_provider *provider);
ARGOSY_API int32_t argosy_domain_close(argosy_domain domain);

/* ---- memory ---- */
/* Allocates whole zeroed pages and registers them; the handle owns the bytes. A close while operations use
   them takes effect after the last one. *address may be used until the close. */
ARGOSY_API int32_t argosy_memory_allocate(argosy_domain domain, uint64_t length, uint32_t access, argosy_memory *memory,
                                          void **address);
/* Registers bytes that the caller owns, and must keep alive until the memory is closed and no operation on
   it is under way. */
ARGOSY_API int32_t argosy_memory_register(argosy_domain domain, void *address, uint64_t length, uint32_t access,
                                          argosy_memory *memory);
ARGOSY_API int32_t argosy_memory_describe(argosy_memory memory, argosy_remote *remote);
ARGOSY_API int32_t argosy_memory_close(argosy_memory memory);

/* ---- endpoints and addresses ---- */
/* Reliable and connectionless; one completion queue each. Closing one cancels operations under way on it,
   without completions, and ends every wait on it with ARGOSY_ERROR_CLOSED. */
ARGOSY_API int32_t argosy_endpoint_open(argosy_domain domain, argosy_endpoint *endpoint);
/* The opaque bytes with which peers insert this endpoint. With ARGOSY_ERROR_TOO_SMALL the detail has
   their number; 256 suffice. */
ARGOSY_API int32_t argosy_endpoint_address(argosy_endpoint endpoint, void *buffer, uint32_t capacity, uint32_t *length);
ARGOSY_API int32_t argosy_endpoint_close(argosy_endpoint endpoint);
ARGOSY_API int32_t argosy_peer_insert(argosy_endpoint endpoint, const void *address, uint32_t length,
                                      argosy_peer *peer);
ARGOSY_API int32_t argosy_peer_remove(argosy_endpoint endpoint, argosy_peer peer);

/* ---- operations: each gives one completion, with its token, unless it returns an error ---- */
ARGOSY_API int32_t argosy_endpoint_send(argosy_endpoint endpoint, argosy_peer peer, const argosy_slice *local,
                                        uint64_t token);
/* Sends at most the provider's inject_length bytes, which may be reused at once, from memory of any kind.
   Gives no completion. Since version 2. */
ARGOSY_API int32_t argosy_endpoint_inject(argosy_endpoint endpoint, argosy_peer peer, const void *bytes,
                                          uint64_t length);
/* From any peer. */
ARGOSY_API int32_t argosy_endpoint_receive(argosy_endpoint endpoint, const argosy_slice *local, uint64_t token);
/* Moves local->length bytes from `offset` in the remote memory into the slice. */
ARGOSY_API int32_t argosy_endpoint_read(argosy_endpoint endpoint, argosy_peer peer, const argosy_slice *local,
                                        const argosy_remote *remote, uint64_t offset, uint64_t token);
/* The reverse direction. Completes when the bytes are in the peer's memory. */
ARGOSY_API int32_t argosy_endpoint_write(argosy_endpoint endpoint, argosy_peer peer, const argosy_slice *local,
                                         const argosy_remote *remote, uint64_t offset, uint64_t token);

/* ---- completions; reading them also drives progress, at both ends ---- */
/* Takes the available ones, at most `capacity`; *count may be 0. */
ARGOSY_API int32_t argosy_endpoint_poll(argosy_endpoint endpoint, argosy_completion *completions, uint32_t capacity,
                                        uint32_t *count);
/* Polls briefly, then sleeps until a completion arrives, or between polls if there is no notification; *count is at
   least 1. ARGOSY_ERROR_TIMEOUT after `milliseconds`. */
ARGOSY_API int32_t argosy_endpoint_wait(argosy_endpoint endpoint, uint32_t milliseconds, argosy_completion *completions,
                                        uint32_t capacity, uint32_t *count);
/* Ends the current wait on the endpoint, or else the next one, with ARGOSY_ERROR_TIMEOUT, for other work of
   its thread. Since version 2. */
ARGOSY_API int32_t argosy_endpoint_wake(argosy_endpoint endpoint);

#ifdef __cplusplus
}
#endif

#endif
