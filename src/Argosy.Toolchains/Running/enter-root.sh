# enter-root ROOT COMMAND...: runs a command inside a root, in its own mount namespace. Devices and processes are shown
# if mounting is allowed; a command that doesn't need them runs without.
root=$1
shift
for folder in dev proc; do
  mkdir -p "$root/$folder"
  mount --rbind "/$folder" "$root/$folder" 2>/dev/null || :
done
exec chroot "$root" "$@"
