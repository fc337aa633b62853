/*
 * Shared memory endpoints use files of /dev/shm that a killed process leaves, 16 MiB each. Our files have the owner in
 * their name,
 *
 *     argosy.<pid namespace>.<pid>.<number>.<file of the wakeup>   plus what the provider appends,
 *
 * so that a later process can remove those whose owner is gone. A pid is only valid in its own namespace: files of
 * other namespaces are not changed.
 */
#include "internal.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

uint64_t argosy_pid_namespace(void) {
    struct stat status;
    return stat("/proc/self/ns/pid", &status) == 0 ? (uint64_t)status.st_ino : 0;
}

int32_t argosy_shared_memory_name(struct fi_info *info, int wakeup_file) {
    static atomic_uint number;
    char name[96];
    int length = snprintf(name, sizeof name, "fi_ns://argosy.%" PRIu64 ".%ld.%u.%d", argosy_pid_namespace(),
                          (long)getpid(), atomic_fetch_add(&number, 1), wakeup_file);
    char *copy = strdup(name); /* freed with the info */
    if (copy == NULL) {
        return argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for an endpoint's name");
    }
    free(info->src_addr);
    info->src_addr = copy;
    info->src_addrlen = (size_t)length + 1;
    return ARGOSY_OK;
}

uint64_t argosy_shm_free(void) {
    struct statvfs status;
    return statvfs("/dev/shm", &status) == 0 ? (uint64_t)status.f_bavail * (uint64_t)status.f_frsize : UINT64_MAX;
}

static bool owner_is_gone(const char *name, uint64_t own_namespace) {
    uint64_t space = 0;
    long pid = 0;
    if (sscanf(name, "argosy.%" SCNu64 ".%ld.", &space, &pid) != 2 || space != own_namespace || pid <= 0) {
        return false;
    }
    return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void argosy_shm_cleanup(const char *folder) {
    uint64_t own_namespace = argosy_pid_namespace();
    DIR *directory = own_namespace != 0 ? opendir(folder) : NULL;
    if (directory == NULL) {
        return;
    }
    for (const struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        if (owner_is_gone(entry->d_name, own_namespace)) {
            /* Fails for another user's files, as intended. */
            (void)unlinkat(dirfd(directory), entry->d_name, 0);
        }
    }
    (void)closedir(directory);
}
