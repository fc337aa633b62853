# enter-root ROOT [--show FOLDER INSIDE]... -- COMMAND...: runs a command inside a root, in its own mount namespace.
# Devices and processes are shown if mounting is allowed, and read-only folders of the machine at paths inside of the
# root; a command that doesn't need them runs without.
root=$1
shift
while [ "$1" = --show ]; do
  mkdir -p "$root$3"
  if mount --bind "$2" "$root$3" 2>/dev/null; then
    mount -o remount,bind,ro "$root$3" 2>/dev/null || umount "$root$3"
  fi
  shift 3
done
shift
for folder in dev proc; do
  mkdir -p "$root/$folder"
  mount --rbind "/$folder" "$root/$folder" 2>/dev/null || :
done
exec chroot "$root" "$@"
