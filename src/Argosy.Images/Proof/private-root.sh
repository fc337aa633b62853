# Runs "$@" with its own mounts, processes and temporary files; `unshare` has made the namespaces. In a plain chroot
# the root isn't a mount point, so mounts can't be private and no engine can pivot: there the same tree is mounted over
# /proc, which is always a mount, and becomes the root.
set -eu
: "${ARGOSY_FOLDER:=$PWD}"
export ARGOSY_FOLDER
if ! mountpoint -q /; then
  mount --make-private /proc
  mount --rbind / /proc
  cd /proc
  exec chroot . sh "$0" "$@"
fi
mount --make-rprivate /
mount -t proc proc /proc
# Hides locks and state of the user's own containers; ours are removed with the namespace.
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /dev/shm
mkdir /run/argosy
# A short path of the folder that the script is in, for a socket.
ln -s "$(dirname "$0")" /run/argosy/own
cd "$ARGOSY_FOLDER"
exec "$@"
