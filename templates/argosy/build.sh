#!/usr/bin/env bash
# The build command: installs what is missing, and runs `dotnet cake "$@"` unless it is certain that this has nothing to do.
# It needs root (through sudo) for two things only: to install Debian packages and to register qemu with the kernel.
set -euo pipefail
[[ ${BASH_SOURCE[0]} != */* ]] || cd "${BASH_SOURCE[0]%/*}/"

usage() {
  cat <<'TEXT'
usage: ./build.sh [TARGET] [options]

  (no target)          everything that argosy.yaml asks for: built, proven and packaged
  --target=NAME        one target; ./build.sh --showdescription lists all
  --arch=arm64,x64     only these of argosy.yaml's architectures; also $ARCHS
  --platform=debian-12-arm64
                       only what is about this platform, and what that needs
  --previous-ledger=FILE
                       the ledger that --target=Ledger compares with, instead of this machine's last one
  --jobs=N             processor tokens; default: all processors; also -j N
  --locked             a pinned version that has left its mirror is an error
  --keep-going         after a failure, go on with what doesn't depend on it
  --force              run tasks that are up to date or in a cache, too
  --allow-inconclusive go on where a proof says nothing or less than is asked, as without podman or an emulator
  --explain            say why each task ran or didn't
  --cache=oci://HOST/REPOSITORY
                       look for results in a registry, too; also $ARGOSY_CACHE
  --cache-mode=readwrite
                       send results there; default: read; also $ARGOSY_CACHE_MODE
  --cache-trust=any|content|signed|FILE
                       whose results are taken: FILE lists public keys; also $ARGOSY_CACHE_TRUST
  --cache-key=FILE     the private key that signs results; also $ARGOSY_CACHE_KEY
  --cache-ca=FILE      certificates that vouch for the registry; also $ARGOSY_CACHE_CA
  --cache-plain-http   the registry speaks http; also $ARGOSY_CACHE_PLAIN_HTTP=1
  --sign-key=FILE      the private key that signs images and mirrors; also $ARGOSY_SIGN_KEY
  --sign-as=HOST/PATH  where the images are published: policies of podman and skopeo compare it with the signature
  --debian-key=FILE    the private OpenPGP key that signs the archive of Debian packages; also $ARGOSY_DEBIAN_KEY
  --registry=HOST/PREFIX
                       where Upload-Images pushes to, instead of the declared repositories; also $ARGOSY_REGISTRY
  --registry-ca=FILE   certificates that vouch for that registry; also $ARGOSY_REGISTRY_CA
  --registry-plain-http
                       that registry speaks http; also $ARGOSY_REGISTRY_PLAIN_HTTP=1
  --registry-dry-run   Upload-Images says what it would send, and sends nothing
  --mirror-target=FOLDER|USER@HOST:FOLDER
                       where Publish-Mirrors publishes to, instead of mirrors/mirrors.yaml; also $ARGOSY_MIRROR_TARGET
  --mirror-dry-run     Publish-Mirrors says what it would publish, and changes nothing there
  --release-version=1.2.3
                       the version that Release makes, instead of the one that git's tags give
  --release-key=FILE   the private key that signs the release; default: --sign-key; also $ARGOSY_RELEASE_KEY
  --release-target=images|mirrors|nuget|github
                       of the places of argosy.yaml's 'release:' only these, with commas between, for Publish-Release
  --release-dry-run    Release and Publish-Release say what they would make, and what would go where; nothing is changed
  --no-cache           neither keep results in the user's cache nor look there
  --clean              remove what the target's tasks made, instead of running them; with --dryrun only list it
  --move-aside         move files that no build made out of the way of outputs, to .argosy/aside/
  --audit              watch what the target's tasks read, write and run, and compare it with what they declare
  --exclusive          the target alone (a matrix task: all its cells), without what it depends on
  --tree, --dryrun     show the graph, or the order, and run nothing
  --verbosity=verbose  show every task's output
  --no-install         install nothing: only name what is missing
TEXT
}

fail() {
  echo "$1" >&2
  exit 1
}

# Ends what runs, and distinguishes it from a failure. Background jobs don't get a terminal's Ctrl-C, so it signals them.
child=
interrupted() {
  trap '' INT TERM
  [[ -z $child ]] || kill -TERM "$child" 2> /dev/null || true
  wait
  echo "ARG0706 build.sh: interrupted. Run the same command again: what was finished isn't repeated." >&2
  exit "$1"
}

# Runs a command that a signal may interrupt.
run() {
  "$@" &
  child=$!
  wait "$child"
}

# Whether an option is one with a value: an option of Cake's, or one that usage shows with '='.
takes_value() {
  [[ $1 == --verbosity ]] || usage | grep -E -- "(^  |, )$1=" > /dev/null
}

# Brings the command line into Cake's only form, --name=value. The graph checks names and values.
read_arguments() {
  local argument
  while (($#)); do
    argument=$1
    shift
    case $argument in
      --help | -h | -\?) usage; exit 0 ;;
      --no-install) install=no; continue ;;
      -t | -t=*) argument=--target${argument#-t} ;;
      -j | -j=*) argument=--jobs${argument#-j} ;;
      -j[0-9]*) argument=--jobs=${argument#-j} ;;
      -k) argument=--keep-going ;;
      -v | -v=*) argument=--verbosity${argument#-v} ;;
      -e) argument=--exclusive ;;
      -d) argument=--debug ;;
      -*) ;;
      '') fail "ARG0723 command line: an argument is empty. Leave it out, or name a target." ;;
      *) argument=--target=$argument ;;
    esac
    if [[ $argument == --* && $argument != *=* ]] && takes_value "$argument"; then
      [[ -n ${1:-} && $1 != -* ]] || fail "ARG0727 command line: $argument has no value. Write $argument=VALUE."
      argument+=$(printf '=%s' "$1")
      shift
    fi
    arguments+=("$argument")
  done
}

# .NET, NuGet and the cache need a home. Without the variable it comes from the user database.
find_home() {
  if [[ -z ${HOME:-} ]]; then
    HOME=$(getent passwd "$(id -u)" | cut -d: -f6) || true
    export HOME
  fi
  [[ $HOME == /* && -d $HOME && -w $HOME ]] ||
    fail "ARG0782 build.sh: the home folder '$HOME' isn't there, or can't be written to. Set HOME to a folder of yours."
}

find_dotnet() {
  local said
  command -v dotnet > /dev/null ||
    fail "ARG0733 build.sh: there is no .NET SDK. Get version 10: https://dotnet.microsoft.com/download/dotnet/10.0"
  said=$(dotnet --version 2>&1) ||
    fail "ARG0734 build.sh: dotnet has no SDK that global.json takes, or can't start it: $(head -1 <<< "$said")
Get .NET SDK 10: https://dotnet.microsoft.com/download/dotnet/10.0"
}

# Whether NuGet's folder has both tools; sets cake to Cake's own assembly. .NET remembers where it restored a tool to: that may be the
# user's folder, even if a variable names another one.
has_tools() {
  local folder tool=
  cake=
  for folder in "$HOME/.nuget/packages" "$packages"; do
    [[ ! -d $folder/argosy.tool/$version ]] || tool=$folder
    [[ ! -f $folder/cake.tool/$cake_version/tools/net10.0/any/Cake.dll ]] || cake=$folder/cake.tool/$cake_version/tools/net10.0/any/Cake.dll
  done
  [[ -n $cake && -n $tool ]]
}

# Cake and argosy, in the versions of the manifest. What other versions left would be loaded beside them.
restore_tools() {
  local folder
  if [[ -f $state/tools.json && $(< $state/tools.json) == "$manifest" ]]; then
    ! has_tools || return 0
    [[ ! -f $state/elsewhere ]] || return 0
  fi
  find_dotnet
  echo "build.sh: restoring Cake $cake_version and Argosy $version"
  run dotnet tool restore > /dev/null ||
    fail "ARG0735 dotnet: the tools can't be restored. Check the network and NuGet's sources (dotnet nuget list source)."
  for folder in "$state"/{Addins,Modules}/*; do
    [[ ! -d $folder || ${folder,,} == *".$version" ]] || rm -rf "$folder"
  done
  rm -rf "$state/scripts" "$state/elsewhere"
  mkdir -p "$state"
  has_tools || : > "$state/elsewhere"
  printf '%s\n' "$manifest" > "$state/tools.json"
}

# Whether the kernel starts foreign programs, which a restart of the machine may end.
emulates() {
  compgen -G '/proc/sys/fs/binfmt_misc/qemu-*' > /dev/null
}

# Whether the machine had what a target needs, and the project, the tools, and the machine's packages are the same since then. The stamp
# has the targets, and a slash if foreign programs could be started.
is_checked() {
  local stamp=$state/machine checked
  [[ -f $stamp && ! argosy.yaml -nt $stamp && ! $state/tools.json -nt $stamp && ! /var/lib/dpkg/status -nt $stamp ]] || return
  checked=" $(< "$stamp") "
  [[ $checked != *' / '* ]] || emulates || return
  [[ $checked == *" $1 "* ]]
}

check_machine() {
  local argument target=Default stamp=$state/machine options=(--install --quiet)
  for argument in "${arguments[@]}"; do
    [[ $argument != --target=* ]] || target=${argument#*=}
  done
  if [[ $install == yes ]]; then
    ! is_checked "$target" || return 0
  else
    options=(--quiet)
  fi
  if dotnet argosy --help | grep -E '^ +doctor ' > /dev/null; then
    run dotnet argosy doctor "${options[@]}" "--target=$target" || exit 1
  else
    echo "build.sh: Argosy $version can't check this machine: install by hand what a message names as missing." >&2
  fi
  [[ $install == yes ]] || return 0
  [[ ! -f $stamp || argosy.yaml -nt $stamp || $state/tools.json -nt $stamp || /var/lib/dpkg/status -nt $stamp ]] || target+=" $(< "$stamp")"
  ! emulates || target+=' /'
  printf '%s\n' "$target" > "$stamp"
}

# Ends here if nothing has changed since a run that had nothing to do: a native program of the module's package knows it from stamps of
# files, before .NET and Cake start. Where the package has none for this machine, the engine answers.
answer_without_work() {
  local argument noop=("$state"/Modules/*."$version"/runtimes/*-"$machine"/native/argosy-noop)
  [[ -f .argosy/journal && -f ${noop[0]} ]] || return 0
  for argument in "${arguments[@]}"; do
    [[ $argument =~ ^--(target|arch|jobs)=|^--(locked|keep-going)$ ]] || return 0
  done
  [[ -x ${noop[0]} ]] || chmod u+x "${noop[0]}"
  # The engine records such runs only where this file is.
  [[ -f .argosy/noop ]] || : > .argosy/noop
  if "${noop[0]}" "${arguments[@]}"; then exit 0; fi
}

# The machine's architecture, as .NET names it. bash knows it without starting a program.
case $HOSTTYPE in
  x86_64) machine=x64 ;;
  aarch64) machine=arm64 ;;
  powerpc64le) machine=ppc64le ;;
  *) machine=$HOSTTYPE ;;
esac

# Sets REPLY to a tool's version in the manifest.
version_of() {
  [[ $manifest =~ \"$1\":\ *\{[[:space:]]*\"version\":\ *\"([^\"]*)\" ]] ||
    fail "ARG0738 .config/dotnet-tools.json: it has no version of $1. Write the file as 'dotnet new argosy' does."
  REPLY=${BASH_REMATCH[1]}
}

state=.argosy/cake
manifest=$(< .config/dotnet-tools.json)
version_of cake.tool
cake_version=$REPLY
version_of argosy.tool
version=$REPLY
install=yes
arguments=()
read_arguments "$@"
trap 'interrupted 130' INT
trap 'interrupted 143' TERM
find_home
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# In a short run the just-in-time compiler's instrumentation and the second mapping of every page cost more than they gain.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0
# Threads without work sleep at once: on a small machine, spinning threads take the cores from compilers.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
# No compiler server and no MSBuild node remains after the build.
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# Cake colours its errors by the terminal's name alone, even if they don't go to the terminal.
[[ -t 1 ]] || export TERM=dumb
command -v dotnet > /dev/null || find_dotnet
restore_tools
check_machine
answer_without_work
trap - INT TERM
# Cake asks NuGet for the module in every run (0.2 s), unless it is told that the module is there.
! compgen -G "$state/Modules/*.$version/lib" > /dev/null || [[ " ${arguments[*]} " == *bootstrap\ * ]] || arguments+=(--skip-bootstrap)
# Avoids `dotnet cake` if possible: it is an additional process that signals and exit codes have to pass.
[[ -z $cake ]] || exec dotnet "$cake" "${arguments[@]}"
exec dotnet cake "${arguments[@]}"
