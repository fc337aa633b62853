/* Loads libfabric by name when first needed, so that a process without it gets an error it can handle. */
#include "internal.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static struct fabric_library library;
static atomic_bool loaded;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool find(void *module, const char *name, void *function) {
    void *symbol = dlsym(module, name);
    if (symbol == NULL) {
        (void)argosy_fail(ARGOSY_ERROR_LIBRARY, "libfabric has no function %s", name);
        return false;
    }
    /* ISO C has no cast from an object pointer to a function pointer; POSIX promises the same size. */
    memcpy(function, &symbol, sizeof symbol);
    return true;
}

static bool load(void) {
    const char *path = getenv("ARGOSY_LIBFABRIC");
    if (path == NULL || path[0] == '\0') {
        path = "libfabric.so.1";
    }
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (module == NULL) {
        const char *reason = dlerror();
        (void)argosy_fail(ARGOSY_ERROR_LIBRARY, "%s: %s", path, reason != NULL ? reason : "no reason given");
        return false;
    }
    if (!find(module, "fi_getinfo", &library.getinfo) || !find(module, "fi_freeinfo", &library.freeinfo) ||
        !find(module, "fi_dupinfo", &library.dupinfo) || !find(module, "fi_fabric", &library.fabric) ||
        !find(module, "fi_strerror", &library.strerror)) {
        (void)dlclose(module);
        return false;
    }
    return true; /* never unloaded: its providers leave threads and exit handlers behind */
}

/* The first query makes libfabric load its providers' libraries; later ones are answered from memory. */
static void initialise_providers(void) {
    struct fi_info *ignored = NULL;
    if (library.getinfo(FI_VERSION(1, 9), NULL, NULL, 0, NULL, &ignored) == 0) {
        library.freeinfo(ignored);
    }
}

const struct fabric_library *argosy_library(void) {
    if (!atomic_load_explicit(&loaded, memory_order_acquire)) {
        (void)pthread_mutex_lock(&lock);
        if (!atomic_load_explicit(&loaded, memory_order_relaxed)) {
            struct signal_guard guard;
            argosy_signals_note_modules();
            argosy_signals_save(&guard);
            bool success = load();
            if (success) {
                initialise_providers();
            }
            argosy_signals_note_guests();
            argosy_signals_restore(&guard);
            atomic_store_explicit(&loaded, success, memory_order_release);
        }
        (void)pthread_mutex_unlock(&lock);
    }
    return argosy_library_if_loaded();
}

const struct fabric_library *argosy_library_if_loaded(void) {
    return atomic_load_explicit(&loaded, memory_order_acquire) ? &library : NULL;
}
