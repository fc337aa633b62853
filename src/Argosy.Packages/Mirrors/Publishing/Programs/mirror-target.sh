#!/bin/sh
# Runs on the server of a mirror, by ssh: mirror-target.sh COMMAND ROOT [ARGUMENT…]. It needs coreutils alone; lists
# come on standard input, a name on each line.
set -eu
export LC_ALL=C
umask 022

busy() {
  echo busy
  exit 0
}

# Holds the lock until standard input ends, as it does with the publisher.
hold() {
  mkdir -p -- "$1"
  cd -- "$1"
  if command -v flock > /dev/null 2>&1; then
    exec 9>> lock
    flock -n 9 || busy
  else
    if ! mkdir lock.d 2> /dev/null; then
      holder=$(cat lock.d/pid 2> /dev/null || echo 0)
      if [ "$holder" != 0 ] && kill -0 "$holder" 2> /dev/null; then busy; fi
      # Only one of several can rename it.
      mv -T lock.d "lock.d.$$" 2> /dev/null || busy
      rm -rf "lock.d.$$"
      mkdir lock.d 2> /dev/null || busy
    fi
    echo $$ > lock.d/pid
    trap 'rm -rf lock.d' EXIT
  fi
  # What a killed publisher left; its last command may still run, and must not find its folder.
  for old in incoming removed.*; do
    [ ! -e "$old" ] || { [ "$old" != incoming ] || mv -T incoming "removed.$$"; }
  done
  rm -rf removed.*
  mkdir incoming
  mkdir -p store/sha256
  echo held
  cat > /dev/null 9>&-
}

list() {
  cd -- "$1" 2> /dev/null || exit 0
  for header in snapshots/*/*/snapshot.json snapshots/*/*/*/snapshot.json; do
    [ -f "$header" ] || continue
    folder=${header%/snapshot.json}
    signature=-
    # A publisher may remove it meanwhile.
    [ ! -f "$folder/snapshot.sig" ] || signature=$(base64 -w0 "$folder/snapshot.sig") || signature=-
    retained=+
    [ ! -e "$folder/unretained" ] || retained=-
    text=
    { IFS= read -r text < "$header"; } 2> /dev/null || true
    [ -d "$folder" ] || continue
    printf 'S\t%s\t%s\t%s\t%s\n' "${folder#snapshots/}" "$signature" "$retained" "$text"
  done
  for link in www/* www/*/*; do
    [ ! -L "$link" ] || printf 'L\t%s\t%s\n' "${link#www/}" "$(readlink "$link")"
  done
}

find_file() {
  cd -- "$1" 2> /dev/null || exit 4
  [ -f "$2" ] || exit 4
  cat -- "$2" || { [ -f "$2" ] || exit 4; exit 1; }
}

missing() {
  cd -- "$1" 2> /dev/null || { cat; exit 0; }
  while IFS= read -r digest; do
    folder=${digest%"${digest#??}"}
    [ -f "store/sha256/$folder/$digest" ] || echo "$digest"
  done
}

contents() {
  cd -- "$1/store/sha256" 2> /dev/null || exit 0
  for folder in ??; do
    [ ! -d "$folder" ] || ls -1 "$folder"
  done
}

parent() {
  [ -d "${1%/*}" ] || mkdir -p -- "${1%/*}"
}

# Names a content; a file that has the name loses it in the same step.
name_content() {
  stored=store/sha256/${1%"${1#??}"}/$1
  # mv refuses where both are one file.
  if [ -e "$2" ] && [ "$(stat -c %i "$stored")" = "$(stat -c %i "$2")" ]; then return 0; fi
  parent "$2"
  ln -f -- "$stored" "incoming/$$.link"
  mv -fT -- "incoming/$$.link" "$2"
}

# Standard input: the header, the signature or '-', the number of changes, the changes from the base's tree
# (+ DIGEST PATH, p for a package, - - PATH), the manifest.
create() {
  cd -- "$1"
  mirror=$2
  id=$3
  base=$4
  new=incoming/$$.new
  mkdir "$new"
  mkdir "$new/tree"
  IFS= read -r header
  printf '%s\n' "$header" > "$new/snapshot.json"
  IFS= read -r signature
  [ "$signature" = - ] || printf '%s' "$signature" | base64 -d > "$new/snapshot.sig"
  [ -z "$base" ] || cp -al "snapshots/$mirror/$base/tree/." "$new/tree/"
  IFS= read -r changes
  while [ "$changes" -gt 0 ]; do
    changes=$((changes - 1))
    IFS=' ' read -r kind digest path
    case $kind in
      -)
        rm -f -- "$new/tree/$path"
        case $path in
          */*) (cd "$new/tree" && rmdir -p --ignore-fail-on-non-empty -- "${path%/*}" 2> /dev/null) || true ;;
        esac
        ;;
      *)
        parent "$new/tree/$path"
        ln -f -- "store/sha256/${digest%"${digest#??}"}/$digest" "$new/tree/$path"
        [ "$kind" != p ] || printf '%s %s\n' "$digest" "$path" >&3
        ;;
    esac
  done 3> "$new/unretained"
  cat > "$new/manifest"
  parent "snapshots/$mirror/$id"
  mv -T -- "$new" "snapshots/$mirror/$id"
}

switch() {
  cd -- "$1"
  if [ -f "snapshots/$2/$3/unretained" ]; then
    while IFS=' ' read -r digest path; do
      name_content "$digest" "retained/$2/$path"
    done < "snapshots/$2/$3/unretained"
    rm -f -- "snapshots/$2/$3/unretained"
  fi
  sync -f "snapshots/$2/$3/manifest" 2> /dev/null || true
  parent "www/$2"
  ln -s -- "$4" "incoming/$$.current"
  mv -fT -- "incoming/$$.current" "www/$2"
}

# Standard input: U DIGEST MIRROR/ID PATH, R PATH, K DIGEST PATH, S MIRROR/ID, C DIGEST.
remove() {
  cd -- "$1"
  number=0
  while IFS=' ' read -r kind first rest; do
    case $kind in
      U) printf '%s %s\n' "$first" "${rest#* }" >> "snapshots/${rest%% *}/unretained" ;;
      S)
        number=$((number + 1))
        mv -T -- "snapshots/$first" "incoming/$$.$number"
        rm -rf -- "incoming/$$.$number"
        ;;
      R) rm -f -- "retained/$first${rest:+ $rest}" ;;
      K) name_content "$first" "retained/$rest" ;;
      C) rm -f -- "store/sha256/${first%"${first#??}"}/$first" ;;
    esac
  done
}

walk() {
  set -- "$1"/* "$1"/.[!.]* "$1"/..?*
  stat -c 'F %f %s %n' -- "$@" 2> /dev/null || true
  for entry in "$@"; do
    if [ -d "$entry" ] && [ ! -L "$entry" ]; then walk "$entry"; fi
  done
}

# Standard input: paths whose digests are asked for.
tree() {
  cd -- "$1/$2" 2> /dev/null || exit 0
  walk .
  set --
  while IFS= read -r path; do
    set -- "$@" "./$path"
    if [ $# -ge 200 ]; then
      sha256sum -- "$@" 2> /dev/null || true
      set --
    fi
  done
  [ $# = 0 ] || sha256sum -- "$@" 2> /dev/null || true
}

command=$1
shift
case $command in
  hold | list | missing | contents | create | switch | remove | tree) "$command" "$@" ;;
  find) find_file "$@" ;;
esac
