/* Chooses providers by their capabilities; names matter only if the caller states a preference. */
#include "internal.h"

#include <rdma/fi_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool argosy_provider_is_shared_memory(const struct fi_info *info) { return info->addr_format == FI_ADDR_STR; }

/* 0: no match. 2: the complete name. 1: its first part. */
static int preference_match(const char *preference, const char *name) {
    if (preference == NULL || strcmp(preference, name) == 0) {
        return 2;
    }
    size_t length = strlen(preference);
    return strncmp(preference, name, length) == 0 && name[length] == ';' ? 1 : 0;
}

/* Higher is better, 0 excludes it. Among equals libfabric's own order is kept: it lists faster ones first. */
static int rank(const struct fi_info *info, const char *preference, uint32_t scope) {
    int match = preference_match(preference, info->fabric_attr->prov_name);
    bool shared = argosy_provider_is_shared_memory(info);
    bool loopback = argosy_interface_is_loopback(info);
    int place = shared ? 2 : loopback ? 1 : 3;
    if ((scope == ARGOSY_SCOPE_HOST && place == 3) || (scope == ARGOSY_SCOPE_NETWORK && place != 3)) {
        return 0;
    }
    return match == 0 || !argosy_interface_is_up(info) ? 0 : match * 4 + place;
}

static bool same_way(const struct fi_info *left, const struct fi_info *right) {
    return strcmp(left->fabric_attr->prov_name, right->fabric_attr->prov_name) == 0 &&
           strcmp(left->domain_attr->name, right->domain_attr->name) == 0 && left->addr_format == right->addr_format &&
           left->src_addrlen == right->src_addrlen &&
           (argosy_provider_is_shared_memory(left) || left->src_addrlen == 0 ||
            memcmp(left->src_addr, right->src_addr, left->src_addrlen) == 0);
}

static int32_t order(struct provider_list *list, const char *preference, uint32_t scope) {
    size_t total = 0;
    for (const struct fi_info *info = list->infos; info != NULL; info = info->next) {
        total++;
    }
    list->ordered = calloc(total, sizeof(struct fi_info *));
    int *ranks = calloc(total, sizeof *ranks);
    if (list->ordered == NULL || ranks == NULL) {
        free(ranks);
        return argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for a list of %zu providers", total);
    }
    for (struct fi_info *info = list->infos; info != NULL; info = info->next) {
        int own = rank(info, preference, scope);
        uint32_t place = list->count;
        bool known = own == 0;
        for (uint32_t i = 0; i < list->count && !known; i++) {
            known = same_way(list->ordered[i], info); /* the same way under another protocol version */
        }
        if (known) {
            continue;
        }
        for (; place > 0 && ranks[place - 1] < own; place--) {
            ranks[place] = ranks[place - 1];
            list->ordered[place] = list->ordered[place - 1];
        }
        ranks[place] = own;
        list->ordered[place] = info;
        list->count++;
    }
    free(ranks);
    return ARGOSY_OK;
}

/* The requirements for every provider: reliable messages and RMA to any number of peers, from several threads,
   and writes that complete once the bytes have arrived. */
static struct fi_info *wanted(const struct fabric_library *library) {
    struct fi_info *hints = library->dupinfo(NULL);
    if (hints != NULL) {
        hints->caps = FI_MSG | FI_RMA;
        hints->mode = FI_CONTEXT | FI_CONTEXT2;
        hints->ep_attr->type = FI_EP_RDM;
        hints->tx_attr->op_flags = FI_DELIVERY_COMPLETE;
        hints->domain_attr->mr_mode = FI_MR_LOCAL | FI_MR_VIRT_ADDR | FI_MR_ALLOCATED | FI_MR_PROV_KEY;
        hints->domain_attr->threading = FI_THREAD_SAFE;
        hints->domain_attr->resource_mgmt = FI_RM_ENABLED;
    }
    return hints;
}

int32_t argosy_provider_find(const char *preference, uint32_t scope, struct provider_list *list) {
    *list = (struct provider_list){0};
    if (scope > ARGOSY_SCOPE_NETWORK) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "there is no scope %u", scope);
    }
    const struct fabric_library *library = argosy_library();
    if (library == NULL) {
        return ARGOSY_ERROR_LIBRARY;
    }
    struct fi_info *hints = wanted(library);
    if (hints == NULL) {
        return argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for libfabric's hints");
    }
    struct signal_guard guard;
    argosy_signals_save(&guard);
    int result = library->getinfo(FI_VERSION(1, 9), NULL, NULL, 0, hints, &list->infos);
    argosy_signals_restore(&guard);
    library->freeinfo(hints);
    if (result != 0 && result != -FI_ENODATA) {
        list->infos = NULL;
        return argosy_fail_provider("asking for providers", result);
    }
    int32_t code = result == 0 ? order(list, preference, scope) : ARGOSY_OK;
    if (code == ARGOSY_OK && list->count == 0 && preference != NULL && strcmp(preference, "shm") == 0 &&
        argosy_shm_free() < SHM_PROVIDER) {
        code = argosy_fail(ARGOSY_ERROR_NO_PROVIDER,
                           "/dev/shm has %llu KB free, which is too little for shared memory: enlarge it (mount -o "
                           "remount,size=1g /dev/shm; for containers --shm-size=1g)",
                           (unsigned long long)argosy_shm_free() / 1024);
    }
    if (code == ARGOSY_OK && list->count == 0) {
        code =
            argosy_fail(ARGOSY_ERROR_NO_PROVIDER, "no provider%s%s has reliable datagrams with remote memory access%s",
                        preference != NULL ? " named " : "", preference != NULL ? preference : "",
                        scope == ARGOSY_SCOPE_HOST      ? " within this machine"
                        : scope == ARGOSY_SCOPE_NETWORK ? " to other machines"
                                                        : "");
    }
    if (code != ARGOSY_OK) {
        argosy_provider_list_free(list);
    }
    return code;
}

void argosy_provider_list_free(struct provider_list *list) {
    const struct fabric_library *library = argosy_library_if_loaded();
    free(list->ordered);
    if (list->infos != NULL && library != NULL) {
        library->freeinfo(list->infos);
    }
    *list = (struct provider_list){0};
}

static uint32_t flags_of(const struct fi_info *info) {
    uint64_t mode = (uint64_t)(uint32_t)info->domain_attr->mr_mode;
    return (argosy_provider_is_shared_memory(info) ? ARGOSY_PROVIDER_SHARED_MEMORY : 0u) |
           (argosy_interface_is_loopback(info) ? ARGOSY_PROVIDER_LOOPBACK : 0u) |
           ((mode & FI_MR_VIRT_ADDR) != 0 ? ARGOSY_PROVIDER_VIRTUAL_ADDRESS : 0u) |
           ((mode & FI_MR_PROV_KEY) != 0 ? ARGOSY_PROVIDER_PROVIDER_KEY : 0u) |
           ((mode & FI_MR_LOCAL) != 0 ? ARGOSY_PROVIDER_LOCAL_KEY : 0u);
}

void argosy_provider_describe(const struct fi_info *info, argosy_provider *provider) {
    size_t depth = info->tx_attr->size;
    *provider = (argosy_provider){
        .maximum_length = info->ep_attr->max_msg_size,
        .inject_length = info->tx_attr->inject_size,
        .flags = flags_of(info),
        .queue_depth = depth < UINT32_MAX ? (uint32_t)depth : UINT32_MAX,
    };
    (void)snprintf(provider->name, sizeof provider->name, "%s", info->fabric_attr->prov_name);
    (void)snprintf(provider->domain, sizeof provider->domain, "%s", info->domain_attr->name);
}

int32_t argosy_provider_list(const char *preference, uint32_t scope, argosy_provider *providers, uint32_t capacity,
                             uint32_t *count) {
    if (count == NULL || (providers == NULL && capacity > 0)) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "providers or count is null");
    }
    struct provider_list list;
    int32_t code = argosy_provider_find(preference, scope, &list);
    if (code != ARGOSY_OK) {
        return code;
    }
    for (uint32_t i = 0; i < list.count && i < capacity; i++) {
        argosy_provider_describe(list.ordered[i], &providers[i]);
    }
    *count = list.count;
    argosy_provider_list_free(&list);
    return ARGOSY_OK;
}
