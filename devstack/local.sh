#!/usr/bin/env bash
# Tells Nova where to run the guests of each architecture in a mixed cloud. stack.sh runs it at its end if it is in the
# same folder. It does each machine's part there; running it again does no harm.
#
# A host offers every architecture that its emulators know, and DevStack installs all of them. So each image names its
# architecture, each host has its own trait, and the scheduler compares them (image_metadata_prefilter).
set -euo pipefail

readonly patience=60 # times five seconds for nova-compute to report itself

# Adds this machine's native architecture as a trait of placement.
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

    # Setting traits replaces all existing ones.
    local traits=(--trait "$trait")
    while read -r name; do traits+=(--trait "$name"); done \
        < <(openstack resource provider trait list "$provider" -f value -c name)
    openstack resource provider trait set "${traits[@]}" "$provider"
}

# Sets an image's architecture and the other properties that Nova needs, and makes a flavour for it. DevStack registered
# the image with this machine's architecture.
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
    # DevStack's files don't work with these options.
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
