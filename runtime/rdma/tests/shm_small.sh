#!/bin/sh
# A small /dev/shm is named as the cause. shm_small.sh SELFTEST; 77 where no file system can be mounted.
# shellcheck disable=SC2016 # the inner shell expands it
unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size=8m tmpfs /dev/shm' 2>/dev/null || exit 77
out=$(unshare --user --map-root-user --mount sh -c \
  'mount -t tmpfs -o size=8m tmpfs /dev/shm; exec "$0" --provider shm' "$1" 2>&1)
case $out in
  *'/dev/shm has'*'enlarge it'*) exit 0 ;;
esac
echo "$out"
exit 1
