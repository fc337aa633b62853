/* Bad arguments, closed handles and error texts: every function answers, none crashes. */
#include "check.h"

#include <argosy/rdma.h>

#include <string.h>

static void every_code_has_its_own_text(void) {
    for (int32_t code = ARGOSY_OK; code >= ARGOSY_ERROR_PROVIDER; code--) {
        CHECK(strlen(argosy_error_text(code)) > 5);
        for (int32_t other = code - 1; other >= ARGOSY_ERROR_PROVIDER - 1; other--) {
            CHECK(strcmp(argosy_error_text(code), argosy_error_text(other)) != 0);
        }
    }
    CHECK(argosy_error_text(12345) != NULL && argosy_error_text(INT32_MIN) != NULL);
}

static void layouts_have_no_padding(void) {
    CHECK(sizeof(argosy_provider) == 152);
    CHECK(sizeof(argosy_remote) == 24);
    CHECK(sizeof(argosy_slice) == 24);
    CHECK(sizeof(argosy_completion) == 32);
}

static void a_null_output_is_an_argument_error(argosy_domain domain, argosy_endpoint endpoint, argosy_memory memory) {
    uint32_t number = 77;
    argosy_memory unused = 77;
    unsigned char bytes[8] = {0};
    CHECK(argosy_provider_list(NULL, 0, NULL, 0, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_provider_list(NULL, 0, NULL, 3, &number) == ARGOSY_ERROR_ARGUMENT && number == 77);
    CHECK(argosy_provider_list(NULL, 99, NULL, 0, &number) == ARGOSY_ERROR_ARGUMENT && number == 77);
    CHECK(argosy_domain_open(NULL, ARGOSY_SCOPE_HOST, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_domain_describe(domain, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_memory_allocate(domain, 8, 0, NULL, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_memory_register(domain, NULL, 8, 0, &unused) == ARGOSY_ERROR_ARGUMENT && unused == 77);
    CHECK(argosy_memory_register(domain, bytes, 0, 0, &unused) == ARGOSY_ERROR_ARGUMENT && unused == 77);
    CHECK(argosy_memory_register(domain, bytes, 8, 64, &unused) == ARGOSY_ERROR_ARGUMENT && unused == 77);
    CHECK(argosy_memory_register(domain, bytes, UINT64_MAX, 0, &unused) == ARGOSY_ERROR_ARGUMENT && unused == 77);
    CHECK(argosy_memory_describe(memory, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_open(domain, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_address(endpoint, NULL, 8, &number) == ARGOSY_ERROR_ARGUMENT && number == 77);
    CHECK(argosy_endpoint_address(endpoint, bytes, 1, &number) == ARGOSY_ERROR_TOO_SMALL && number == 77);
    CHECK(argosy_peer_insert(endpoint, NULL, 8, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_peer_insert(endpoint, bytes, 100000, &unused) == ARGOSY_ERROR_ARGUMENT && unused == 77);
    CHECK(argosy_endpoint_send(endpoint, 0, NULL, 1) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_inject(endpoint, 0, NULL, 1) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_inject(endpoint, 0, bytes, UINT64_MAX) == ARGOSY_ERROR_RANGE);
    CHECK(argosy_endpoint_receive(endpoint, NULL, 1) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_read(endpoint, 0, NULL, NULL, 0, 1) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_write(endpoint, 0, NULL, NULL, 0, 1) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_poll(endpoint, NULL, 0, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(argosy_endpoint_wait(endpoint, 0, NULL, 0, NULL) == ARGOSY_ERROR_ARGUMENT);
    CHECK(strlen(argosy_error_detail()) > 0);
}

static void a_foreign_handle_is_closed(uint64_t handle) {
    uint32_t number = 77;
    uint64_t unused = 77;
    void *address = NULL;
    unsigned char bytes[512] = {0};
    argosy_slice slice = {handle, 0, 8};
    argosy_remote remote = {0, 0, 8};
    argosy_provider provider;
    argosy_completion completion;
    CHECK(argosy_domain_describe(handle, &provider) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_domain_close(handle) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_memory_allocate(handle, 8, 0, &unused, &address) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_memory_register(handle, bytes, 8, 0, &unused) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_memory_describe(handle, &remote) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_memory_close(handle) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_open(handle, &unused) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_address(handle, bytes, 512, &number) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_close(handle) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_peer_insert(handle, bytes, 8, &unused) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_peer_remove(handle, 0) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_send(handle, 0, &slice, 1) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_inject(handle, 0, bytes, 8) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_wake(handle) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_receive(handle, &slice, 1) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_read(handle, 0, &slice, &remote, 0, 1) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_write(handle, 0, &slice, &remote, 0, 1) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_poll(handle, &completion, 1, &number) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_endpoint_wait(handle, 0, &completion, 1, &number) == ARGOSY_ERROR_CLOSED);
    CHECK(number == 77 && unused == 77 && address == NULL);
}

static void a_slice_stays_inside_its_memory(argosy_endpoint endpoint, argosy_memory memory) {
    const argosy_slice outside[] = {{memory, 0, 4097}, {memory, 4097, 0}, {memory, 4096, 1}, {memory, UINT64_MAX, 2}};
    argosy_remote remote = {0, 0, 100};
    argosy_slice inside = {memory, 0, 101};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        CHECK(argosy_endpoint_receive(endpoint, &outside[i], 1) == ARGOSY_ERROR_RANGE);
    }
    CHECK(argosy_endpoint_read(endpoint, 0, &inside, &remote, 0, 1) == ARGOSY_ERROR_RANGE);
    CHECK(argosy_endpoint_write(endpoint, 0, &inside, &remote, UINT64_MAX, 1) == ARGOSY_ERROR_RANGE);
}

int main(void) {
    argosy_domain domain = 0;
    argosy_endpoint endpoint = 0;
    argosy_memory memory = 0;
    argosy_completion completion;
    uint32_t count = 0;
    void *address = NULL;
    CHECK(argosy_abi_version() == ARGOSY_RDMA_ABI_VERSION);
    every_code_has_its_own_text();
    layouts_have_no_padding();
    CHECK(argosy_domain_open("no-such-provider", ARGOSY_SCOPE_ANY, &domain) == ARGOSY_ERROR_NO_PROVIDER && domain == 0);
    CHECK(argosy_domain_open(NULL, ARGOSY_SCOPE_HOST, &domain) == ARGOSY_OK);
    CHECK(argosy_endpoint_open(domain, &endpoint) == ARGOSY_OK);
    CHECK(argosy_memory_allocate(domain, 4096, ARGOSY_ACCESS_LOCAL, &memory, &address) == ARGOSY_OK);
    CHECK(address != NULL && *(unsigned char *)address == 0);
    a_null_output_is_an_argument_error(domain, endpoint, memory);
    a_slice_stays_inside_its_memory(endpoint, memory);
    CHECK(argosy_endpoint_poll(endpoint, &completion, 1, &count) == ARGOSY_OK && count == 0);
    CHECK(argosy_endpoint_wait(endpoint, 2, &completion, 1, &count) == ARGOSY_ERROR_TIMEOUT);
    CHECK(argosy_domain_close(endpoint) == ARGOSY_ERROR_CLOSED);
    CHECK(argosy_memory_close(memory) == ARGOSY_OK);
    CHECK(argosy_endpoint_close(endpoint) == ARGOSY_OK);
    CHECK(argosy_domain_close(domain) == ARGOSY_OK);
    a_foreign_handle_is_closed(0);
    a_foreign_handle_is_closed(UINT64_MAX);
    a_foreign_handle_is_closed(domain);
    a_foreign_handle_is_closed(endpoint);
    a_foreign_handle_is_closed(memory);
    return check_result("abi");
}
