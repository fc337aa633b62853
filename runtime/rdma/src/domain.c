#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

static int32_t open_provider(struct domain *domain) {
    struct signal_guard guard;
    argosy_signals_save(&guard);
    int result = argosy_library()->fabric(domain->info->fabric_attr, &domain->fabric, NULL);
    const char *what = "opening the fabric";
    if (result == 0) {
        what = "opening the domain";
        result = fi_domain(domain->fabric, domain->info, &domain->domain, NULL);
    }
    argosy_signals_restore(&guard);
    return result == 0 ? ARGOSY_OK : argosy_fail_provider(what, result);
}

static void close_parts(struct domain *domain) {
    if (domain->domain != NULL) {
        (void)fi_close(&domain->domain->fid);
        domain->domain = NULL;
    }
    if (domain->fabric != NULL) {
        (void)fi_close(&domain->fabric->fid);
        domain->fabric = NULL;
    }
    if (domain->info != NULL) {
        argosy_library_if_loaded()->freeinfo(domain->info);
        domain->info = NULL;
    }
}

static void destroy(struct object *object) {
    struct domain *domain = (struct domain *)object;
    close_parts(domain);
    free(domain);
}

/* The first provider of the list that works: a listed one may lack its device, or fail on this
   architecture (those over sockets can't open an endpoint on big-endian machines with libfabric 1.17). */
static int32_t open_first(struct domain *domain, const struct provider_list *list) {
    char first_reason[256] = "";
    for (uint32_t i = 0; i < list->count; i++) {
        domain->info = argosy_library()->dupinfo(list->ordered[i]);
        if (domain->info == NULL) {
            return argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for a provider's description");
        }
        /* The hint requires support for completion on delivery; only writes use it. */
        domain->info->tx_attr->op_flags = 0;
        int32_t code = open_provider(domain);
        if (code == ARGOSY_OK) {
            code = argosy_endpoint_probe(domain);
        }
        if (code == ARGOSY_OK) {
            return ARGOSY_OK;
        }
        if (i == 0) {
            (void)snprintf(first_reason, sizeof first_reason, "%s", argosy_error_detail());
        }
        close_parts(domain);
    }
    return argosy_fail(ARGOSY_ERROR_NO_PROVIDER, "none of %u providers opens; %s: %s", list->count,
                       list->ordered[0]->fabric_attr->prov_name, first_reason);
}

int32_t argosy_domain_open(const char *preference, uint32_t scope, argosy_domain *domain) {
    if (domain == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "domain is null");
    }
    struct provider_list list;
    int32_t code = argosy_provider_find(preference, scope, &list);
    if (code != ARGOSY_OK) {
        return code;
    }
    struct domain *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        code = argosy_fail(ARGOSY_ERROR_MEMORY, "no memory for a domain");
        goto free_list;
    }
    opened->object.destroy = destroy;
    code = open_first(opened, &list);
    if (code == ARGOSY_OK) {
        if (argosy_provider_is_shared_memory(opened->info)) {
            argosy_shm_cleanup("/dev/shm");
        }
        code = argosy_handle_open(HANDLE_DOMAIN, &opened->object, domain);
    }
    if (code != ARGOSY_OK) {
        destroy(&opened->object);
    }
free_list:
    argosy_provider_list_free(&list);
    return code;
}

int32_t argosy_domain_describe(argosy_domain domain, argosy_provider *provider) {
    if (provider == NULL) {
        return argosy_fail(ARGOSY_ERROR_ARGUMENT, "provider is null");
    }
    struct domain *open = (struct domain *)argosy_handle_take(HANDLE_DOMAIN, domain);
    if (open == NULL) {
        return ARGOSY_ERROR_CLOSED;
    }
    argosy_provider_describe(open->info, provider);
    argosy_object_drop(&open->object);
    return ARGOSY_OK;
}

int32_t argosy_domain_close(argosy_domain domain) { return argosy_handle_close(HANDLE_DOMAIN, domain); }
