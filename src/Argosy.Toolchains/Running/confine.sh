# confine ARCHIVE TABLE FOLDER [POINT OPTIONS]... -- COMMAND...: runs a command in its own root and namespaces. The root is the
# archive's contents, with the mounts of the table (fstab(5)); the points are remounted with their options. Variables, each if it
# is set: ARGOSY_ANNOUNCE, a file that gets the machine's number of this process; ARGOSY_GROUP, a control group to join;
# ARGOSY_TEMPORARY, the size of /tmp; ARGOSY_PIDS, the largest process number; ARGOSY_LIMITS, options of prlimit.
set -eu
umask 022
# chroot is there, and not every user has it on PATH.
PATH=$PATH:/usr/sbin:/sbin
root=/sys archive=$1 table=$2 folder=$3
shift 3

if [ -n "${ARGOSY_ANNOUNCE:-}" ]; then
  # /proc is still the machine's.
  read -r process rest < /proc/self/stat
  : "$rest"
  echo "$process" > "$ARGOSY_ANNOUNCE.partial"
  mv "$ARGOSY_ANNOUNCE.partial" "$ARGOSY_ANNOUNCE"
fi
[ -z "${ARGOSY_GROUP:-}" ] || echo 0 > "$ARGOSY_GROUP/cgroup.procs"

mount -t tmpfs -o "mode=0755,nosuid,nodev${ARGOSY_TEMPORARY:+,size=$ARGOSY_TEMPORARY}" confined "$root"
tar -x --no-same-owner -p -P -C "$root" -f "$archive"
mount -t proc proc "$root/proc" 2> /dev/null || mount --rbind /proc "$root/proc"
[ -z "${ARGOSY_PIDS:-}" ] || echo "$ARGOSY_PIDS" > "$root/proc/sys/kernel/pid_max"
# Settings of the kernel, which a step of a build that root started could change.
for path in sys sysrq-trigger irq bus fs acpi scsi; do
  [ -e "$root/proc/$path" ] || continue
  mount --bind "$root/proc/$path" "$root/proc/$path"
  mount -o remount,bind,ro,nosuid,nodev,noexec "$root/proc/$path"
done
mount -a -T "$table"
while [ "$1" != -- ]; do
  mount -o "$2" "$1"
  shift 2
done
shift
mount -o remount,bind,ro,nosuid,nodev "$root"
hostname build 2> /dev/null || :

# Not exec: this shell is the first process of its namespace, so processes that the command leaves running end with it.
# shellcheck disable=SC2086 # options as words
${ARGOSY_LIMITS:+prlimit $ARGOSY_LIMITS} chroot "$root" \
  setpriv --no-new-privs --inh-caps=-all --bounding-set=-all,+chown,+dac_override,+fowner,+fsetid \
  env --chdir="$folder" "$@" < /dev/null || exit $?
