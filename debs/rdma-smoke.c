/* Compiled with libargosy-rdma-dev and run with libargosy-rdma0, in a clean root of each platform. */
#include <argosy/rdma.h>

int main(void)
{
    return argosy_abi_version() == ARGOSY_RDMA_ABI_VERSION ? 0 : 1;
}
