# confine ARCHIVE TABLE FOLDER [POINT OPTIONS]... -- COMMAND...: runs a command in its own root and namespaces. The root is the
# archive's contents, with the mounts of the table (fstab(5)); the points are remounted with their options.
set -eu
umask 022
# chroot is there, and not every user has it on PATH.
PATH=$PATH:/usr/sbin:/sbin
root=/sys archive=$1 table=$2 folder=$3
shift 3

mount -t tmpfs -o mode=0755,nosuid,nodev confined "$root"
tar -x --no-same-owner -p -P -C "$root" -f "$archive"
mount -t proc proc "$root/proc" 2> /dev/null || mount --rbind /proc "$root/proc"
mount -a -T "$table"
while [ "$1" != -- ]; do
  mount -o "$2" "$1"
  shift 2
done
shift
mount -o remount,bind,ro,nosuid,nodev "$root"
hostname build 2> /dev/null || :

# Not exec: this shell is the first process of its namespace, so processes that the command leaves running end with it.
chroot "$root" setpriv --no-new-privs --inh-caps=-all --bounding-set=-all,+chown,+dac_override,+fowner,+fsetid \
  env --chdir="$folder" "$@" < /dev/null || exit $?
