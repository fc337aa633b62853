#include "internal.h"

#include <rdma/fi_errno.h>
#include <stdarg.h>
#include <stdio.h>

static _Thread_local char detail[512];

int32_t argosy_abi_version(void) { return ARGOSY_RDMA_ABI_VERSION; }

const char *argosy_error_text(int32_t code) {
    switch (code) {
    case ARGOSY_OK:
        return "success";
    case ARGOSY_ERROR_ARGUMENT:
        return "a parameter is null or out of its range";
    case ARGOSY_ERROR_CLOSED:
        return "the handle is closed or of another kind";
    case ARGOSY_ERROR_MEMORY:
        return "out of memory, or beyond the limit on locked memory";
    case ARGOSY_ERROR_LIBRARY:
        return "libfabric can't be loaded";
    case ARGOSY_ERROR_NO_PROVIDER:
        return "no provider offers messages and remote memory access here";
    case ARGOSY_ERROR_AGAIN:
        return "not now: poll for completions, then try again";
    case ARGOSY_ERROR_TIMEOUT:
        return "nothing happened within the time limit";
    case ARGOSY_ERROR_TOO_SMALL:
        return "the buffer is too small";
    case ARGOSY_ERROR_RANGE:
        return "a slice reaches outside its memory";
    case ARGOSY_ERROR_ACCESS:
        return "the peer refused the access";
    case ARGOSY_ERROR_CANCELLED:
        return "the operation was cancelled";
    case ARGOSY_ERROR_TRUNCATED:
        return "a message was longer than the buffer posted for it";
    case ARGOSY_ERROR_UNREACHABLE:
        return "the peer can't be reached";
    case ARGOSY_ERROR_PROVIDER:
        return "the provider reported an error";
    default:
        return "an unknown error code";
    }
}

const char *argosy_error_detail(void) { return detail; }

int32_t argosy_fail(int32_t code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    return code;
}

int32_t argosy_code_of(int64_t result) {
    switch (result < 0 ? -result : result) {
    case FI_SUCCESS:
        return ARGOSY_OK;
    case FI_EAGAIN:
        return ARGOSY_ERROR_AGAIN;
    case FI_ENOMEM:
        return ARGOSY_ERROR_MEMORY;
    case FI_EACCES:
    case FI_EPERM:
    case FI_ENOKEY:
    case FI_EKEYREJECTED:
        return ARGOSY_ERROR_ACCESS;
    case FI_ECANCELED:
        return ARGOSY_ERROR_CANCELLED;
    case FI_ETRUNC:
    case FI_EMSGSIZE:
        return ARGOSY_ERROR_TRUNCATED;
    case FI_ECONNREFUSED:
    case FI_ECONNABORTED:
    case FI_ECONNRESET:
    case FI_ENOTCONN:
    case FI_ESHUTDOWN:
    case FI_EHOSTUNREACH:
    case FI_ENETUNREACH:
    case FI_EHOSTDOWN:
    case FI_ETIMEDOUT:
        return ARGOSY_ERROR_UNREACHABLE;
    case FI_ENODATA:
        return ARGOSY_ERROR_NO_PROVIDER;
    default:
        return ARGOSY_ERROR_PROVIDER;
    }
}

int32_t argosy_fail_provider(const char *what, int64_t result) {
    int error = (int)(result < 0 ? -result : result);
    const struct fabric_library *library = argosy_library_if_loaded();
    const char *text = library != NULL ? library->strerror(error) : "libfabric isn't loaded";
    return argosy_fail(argosy_code_of(result), "%s: %s (libfabric error %d)", what, text, error);
}
