/* Properties of the network interface of a provider's source address. */
#include "internal.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define DISCARD_PORT 9

union address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

/* False for providers with another kind of address. */
static bool internet_address(const struct fi_info *info, union address *address, socklen_t *length) {
    *length = info->addr_format == FI_SOCKADDR_IN    ? sizeof address->four
              : info->addr_format == FI_SOCKADDR_IN6 ? sizeof address->six
                                                     : 0;
    if (*length == 0 || info->src_addr == NULL || info->src_addrlen < *length) {
        return false;
    }
    memcpy(address, info->src_addr, *length);
    return true;
}

static bool is_loopback(const union address *address) {
    return address->any.sa_family == AF_INET ? ntohl(address->four.sin_addr.s_addr) >> 24 == 127
                                             : IN6_IS_ADDR_LOOPBACK(&address->six.sin6_addr) != 0;
}

bool argosy_interface_is_loopback(const struct fi_info *info) {
    union address address;
    socklen_t length = 0;
    return internet_address(info, &address, &length) && is_loopback(&address);
}

/* Nothing is sent: connecting a datagram socket only looks for a route. */
static bool has_route_to_itself(int probe, union address *address, socklen_t length) {
    if (address->any.sa_family == AF_INET) {
        address->four.sin_port = htons(DISCARD_PORT);
    } else {
        address->six.sin6_port = htons(DISCARD_PORT);
    }
    return connect(probe, &address->any, length) == 0;
}

/* libfabric also lists interfaces that are down. Their addresses can't be bound, except loopback's:
   that one lacks the route. */
bool argosy_interface_is_up(const struct fi_info *info) {
    union address address;
    socklen_t length = 0;
    if (!internet_address(info, &address, &length)) {
        return true;
    }
    int probe = socket(address.any.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (probe < 0) {
        return false;
    }
    bool up = bind(probe, &address.any, length) == 0 &&
              (!is_loopback(&address) || has_route_to_itself(probe, &address, length));
    (void)close(probe);
    return up;
}
