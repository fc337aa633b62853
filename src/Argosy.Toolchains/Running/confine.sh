# confine WRAPPERS FOLDER [read|write|hide PATH]... -- COMMAND...: runs a command in a root and in namespaces of its own.
# Standard input names the files to copy into that root (tools and what they need), each ended by a NUL byte. The root
# holds these, the programs in the folder WRAPPERS, the paths that are named (all but 'write' read-only, 'hide' empty),
# and a private /tmp.
set -eu
root=/sys
wrappers=$1 folder=$2
shift 2

mount -t tmpfs -o mode=0755,nosuid,nodev confined "$root"
mkdir -p "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib" "$root/usr/lib64" "$root/etc" "$root/dev" "$root/proc" "$root/tmp"
for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
mount -t tmpfs -o mode=1777,nosuid,nodev private "$root/tmp"
mount -t proc proc "$root/proc" 2> /dev/null || mount --rbind /proc "$root/proc"
for name in null zero full random urandom; do
  : > "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"
ln -s ../tmp "$root/dev/shm"
echo 'root:x:0:0:root:/tmp:/bin/sh' > "$root/etc/passwd"
echo 'root:x:0:' > "$root/etc/group"
hostname build 2> /dev/null || :
# From the root folder: cp would look for the parents of absolute paths where it stands.
cd /
xargs -0 cp -d --parents --preserve=mode,timestamps -t "$root"
for wrapper in "$wrappers"/*; do [ ! -f "$wrapper" ] || cp --preserve=mode -t "$root/usr/bin" "$wrapper"; done

# What lies below a path may be mounts as well: each is made read-only, with the options that it has and can't be freed of.
read_only() {
  listed=$(printf '%s' "$root$1" | sed 's/\\/\\134/g; s/ /\\040/g; s/	/\\011/g')
  while read -r _ _ _ _ point options _; do
    case $point in
      "$listed") mount -o "remount,bind,ro,${options#r[ow],}" "$root$1" ;;
      "$listed"/*) mount -o "remount,bind,ro,${options#r[ow],}" "$(printf '%b' "$point")" ;;
    esac
  done < /proc/self/mountinfo
}

while [ "$1" != -- ]; do
  kind=$1 path=$(readlink -f "$2")
  # A path over links is there as well, as a link to the real one.
  if [ "$path" != "$2" ] && [ ! -e "$root$2" ] && [ ! -L "$root$2" ]; then
    mkdir -p "$root${2%/*}"
    ln -s "$path" "$root$2"
  fi
  shift 2
  if [ "$kind" = hide ]; then
    mount -t tmpfs -o mode=0755,ro hidden "$root$path"
    continue
  fi
  if [ -d "$path" ]; then
    mkdir -p "$root$path"
  else
    mkdir -p "$root${path%/*}"
    [ -e "$root$path" ] || : > "$root$path"
  fi
  mount --rbind "$path" "$root$path"
  [ "$kind" = write ] || read_only "$path"
done
shift
mount -o remount,bind,ro,nosuid,nodev "$root"

# Not exec: this shell is the first process of its namespace, and what the command leaves running ends with it.
chroot "$root" setpriv --no-new-privs --inh-caps=-all --bounding-set=-all,+chown,+dac_override,+fowner,+fsetid \
  env --chdir="$folder" "$@" < /dev/null || exit $?
