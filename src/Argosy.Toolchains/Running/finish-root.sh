# finish-root TAR RESULT FOLDER [PACKAGE KIND ARCHITECTURE PATH ARGUMENT]...: unpacks a root into memory, in its own namespaces, runs
# maintainer scripts in it, and packs it again. Nothing remains of it afterwards; owners are those of the tar, since all ids are
# mapped.
set -eu
umask 022
# chroot is there, and not every user has it on PATH.
PATH=$PATH:/usr/sbin:/sbin
tar=$1 result=$2 root=$3
shift 3

mount -t tmpfs -o mode=0755 root "$root"
tar -x --numeric-owner -p -C "$root" -f "$tar"
mkdir -p "$root/dev" "$root/proc" "$root/tmp" "$root/usr/sbin"
chmod 1777 "$root/tmp"
for device in null zero full random urandom; do
  : > "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t proc proc "$root/proc" 2> /dev/null || mount --rbind /proc "$root/proc"
policy=$root/usr/sbin/policy-rc.d
# No service starts: 101 is "forbidden by policy".
[ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod 0755 "$policy"; made=$policy; }
while [ $# -gt 0 ]; do
  code=0
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TZ=UTC \
    DEBIAN_FRONTEND=noninteractive DEBCONF_NONINTERACTIVE_SEEN=true DPKG_ROOT= DPKG_ADMINDIR=/var/lib/dpkg \
    DPKG_MAINTSCRIPT_PACKAGE="$1" DPKG_MAINTSCRIPT_PACKAGE_REFCOUNT=1 DPKG_MAINTSCRIPT_NAME="$2" \
    DPKG_MAINTSCRIPT_ARCH="$3" "$(command -v chroot)" "$root" "/$4" "$5" "" < /dev/null >&2 || code=$?
  if [ $code -ne 0 ]; then
    echo "finish-root: $1 ($2) ended with $code" >&2
    exit $code
  fi
  shift 5
done
[ -z "${made:-}" ] || rm "$made"
tar -c --numeric-owner --sort=name --format=pax --one-file-system -C "$root" -f "$result" .
