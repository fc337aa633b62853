#!/usr/bin/env bash
# Reads local.conf in this folder with DevStack's own functions: writes the variables of its localrc section to
# ./variables, NUL-separated, and OpenStack's files to ./files/. The first argument is a folder with DevStack's
# functions-common and inc/; the second one is the list of default services.
CONFIG_AWK_CMD=$(command -v gawk) || exit 1 # what DevStack installs for itself
source "$1/functions-common"
source "$1/inc/meta-config"
source "$1/inc/ini-config"
export ENABLED_SERVICES=$2

extract_localrc_section local.conf localrc .localrc.auto
(
    set -a
    source ./.localrc.auto
    env -0 >variables
    for plugin in "${!GITREPO[@]}"; do printf 'plugin %s=%s %s\0' "$plugin" "${GITREPO[$plugin]}" "${GITBRANCH[$plugin]}"; done >>variables
)

mkdir files
for phase in post-config extra post-extra test-config; do
    for file in $(get_meta_section_files local.conf $phase); do
        [[ $file != \$* ]] || declare "${file#\$}=$PWD/files/$phase.${file#\$}"
    done
    merge_config_group local.conf $phase
done
