#!/usr/bin/env bash
# Tells a cloud of mixed architectures what runs where. stack.sh runs it in the end if it lies beside it, and it does
# for each machine what is to be done there; once more does no harm.
#
# A host offers every architecture that its emulators know, and DevStack installs all of them. So each image says its
# architecture, each host has the trait of its own, and the scheduler compares them (image_metadata_prefilter).
set -euo pipefail

readonly patience=60 # times five seconds for nova-compute to report itself

# What this machine runs natively, as a trait that placement has for it.
add_trait() {
    local host trait provider=""
    host=$(sudo virsh hostname)
    trait=HW_ARCH_$(uname -m | tr '[:lower:]' '[:upper:]')
    for ((i = 0; i < patience; i++)); do
        provider=$(openstack resource provider list --name "$host" -f value -c uuid)
        [[ -z $provider ]] || break
        sleep 5
    done
    if [[ -z $provider ]]; then
        echo "$0: nova-compute has not reported $host: look into its log, then run this once more" >&2
        return 1
    fi

    # Setting traits replaces all.
    local traits=(--trait "$trait")
    while read -r name; do traits+=(--trait "$name"); done \
        < <(openstack resource provider trait list "$provider" -f value -c name)
    openstack resource provider trait set "${traits[@]}" "$provider"
}

# An image's architecture with what else Nova must know of it, and a flavour that it starts with. DevStack took the
# image for one of this machine's architecture.
describe_guest() {
    local architecture=$1
    local image=ARGOSY_IMAGE_$architecture size=ARGOSY_SIZE_$architecture hardware=ARGOSY_HW_$architecture
    local memory disk property properties=(--property "hw_architecture=$architecture")
    for property in ${!hardware:-}; do properties+=(--property "$property"); done
    openstack image set "${properties[@]}" "${!image}"

    read -r memory disk <<<"${!size}"
    openstack flavor show "argosy.$architecture" >/dev/null 2>&1 \
        || openstack flavor create --ram "$memory" --disk "$disk" --vcpus 1 "argosy.$architecture"
}

main() {
    # DevStack's files aren't made for these options.
    set +euo pipefail
    # shellcheck source=/dev/null
    source "$(dirname "${BASH_SOURCE[0]}")/openrc" admin admin
    set -euo pipefail

    if is_service_enabled n-cpu; then add_trait; fi
    if is_service_enabled g-api; then
        for architecture in ${ARGOSY_GUESTS:-}; do describe_guest "$architecture"; done
    fi
}

main
