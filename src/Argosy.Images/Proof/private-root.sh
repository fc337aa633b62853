# Runs "$@" with mounts, processes and temporary files of its own; `unshare` has made the namespaces.
# In a plain chroot the root isn't a mount point, so that nothing can be made private and no engine can pivot: there the
# same tree is mounted over /proc, the one mount that is always there, and becomes the root.
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
# Locks and state of the user's own containers stay out of reach, and ours vanish with the namespace.
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /dev/shm
mkdir /run/argosy
cd "$ARGOSY_FOLDER"
exec "$@"
