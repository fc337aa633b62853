#!/usr/bin/env bash
# The build command: installs missing packages, compiles build/, runs `dotnet cake "$@"` unless it is certain that this has nothing to do.
# It needs root (through sudo) for two things only: to install Debian packages and to register qemu with the kernel.
set -euo pipefail
[[ ${BASH_SOURCE[0]} != */* ]] || cd "${BASH_SOURCE[0]%/*}/"

usage() {
  cat <<'TEXT'
usage: ./build.sh [TARGET] [options]

  (no target)          the main job: build, prove and package everything
  --target=Test        all tests, as Test alone does; other targets: ./build.sh --showdescription
  --arch=arm64,x64     only these of argosy.yaml's architectures; also $ARCHS
  --platform=debian-12-arm64
                       only what is about this platform, and what that needs
  --previous-ledger=FILE
                       the ledger that --target=Ledger compares with, instead of this machine's last one
  --fuzz-seconds=N     how long --target=Fuzz runs each fuzzer; default: an hour
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
  --sign-key=FILE      the private key that signs images and mirrors, for Attest-Images, Publish-Mirrors; also $ARGOSY_SIGN_KEY
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

# shellcheck source=build/arguments.sh
. build/arguments.sh

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# Whether as_root can be root; it may ask for a password.
can_be_root() {
  [[ $(id -u) == 0 ]] || { command -v sudo > /dev/null && sudo -v; }
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

# Removes the folder of temporary files, and ends the compiler that compilations in it shared.
clean_up() {
  local file
  for file in $(grep -lsz -e "^-pipename:argosy-build-$$\$" /proc/[0-9]*/cmdline); do
    file=${file#/proc/}
    kill -KILL "${file%/cmdline}" 2> /dev/null || true
  done
  # The compiler's socket is always there.
  rm -rf "$scratch" "/tmp/argosy-build-$$"
}

# Runs a command that a signal may interrupt.
run() {
  "$@" &
  child=$!
  wait "$child"
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

# The machine's architecture, as argosy.yaml names it. bash knows it without starting a program.
case $HOSTTYPE in
  x86_64) machine=x64 ;;
  aarch64) machine=arm64 ;;
  powerpc64le) machine=ppc64le ;;
  *) machine=$HOSTTYPE ;;
esac

# Whether a native item's folder has one of these files, and no CMakeLists.txt, which comes first.
has_source() {
  local line folder file
  for line in "${lines[@]}"; do
    [[ $line =~ source:\ *([^,}#\ ]+) ]] || continue
    folder=${BASH_REMATCH[1]//[\"\']/}
    [[ ! -e $folder/CMakeLists.txt ]] || continue
    for file; do
      [[ ! -e $folder/$file ]] || return 0
    done
  done
  return 1
}

# Whether a line of build/packages.txt counts: always without [conditions], else when one of them holds.
counts() {
  [[ $1 == '['*']' ]] || return 0
  local condition conditions=${1:1:-1}
  for condition in ${conditions//,/ }; do
    case $condition in
      test) [[ " ${arguments[*]} " =~ \ --target=(Test|Lint) ]] && return 0 ;;
      audit) [[ " ${arguments[*]} " == *' --audit '* ]] && return 0 ;;
      bench) [[ " ${arguments[*]} " =~ \ --target=Bench ]] && return 0 ;;
      meson) ! has_source meson.build || return 0 ;;&
      autotools) ! has_source configure configure.ac configure.in autogen.sh || return 0 ;;&
      command) [[ $project =~ build:\ *command ]] && return 0 ;;
      "$machine") ;;
      *) [[ $project =~ (^|[^[:alnum:]_])$condition([^[:alnum:]_]|$) ]] && return 0 ;;
    esac
  done
  return 1
}

# Sets missing: the packages of build/packages.txt that this run needs and dpkg doesn't have. Starts no programs where
# bash is enough: one start takes as long as a thousand of bash's own steps.
find_missing() {
  local package condition project name lines=()
  local -A installed=()
  mapfile -t lines < argosy.yaml
  project="${lines[*]%%#*}"
  while read -r condition name; do
    [[ $condition != ii ]] || installed[$name]=1
  done < <(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n')
  while read -r package condition _; do
    [[ -z $package || $package == '#'* || -n ${installed[$package]:-} ]] || ! counts "$condition" || missing+=("$package")
  done < build/packages.txt
}

install_packages() {
  command -v dpkg-query > /dev/null ||
    fail "ARG0730 build.sh: this is neither Debian nor Ubuntu. Install by hand what build/packages.txt names."
  local missing=()
  find_missing
  [[ ${#missing[@]} == 0 ]] && return
  if [[ $install == no ]]; then
    echo "missing packages:" "${missing[@]}"
    exit 1
  fi
  can_be_root || fail "ARG0781 build.sh: ${missing[*]} must be installed, which needs root, and sudo isn't there or refuses.
As root, run: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  echo "build.sh: installing ${missing[*]} (needs root)"
  as_root apt-get update -qq ||
    fail "ARG0731 apt-get: the package lists can't be fetched. Check the network, then run ./build.sh again."
  # Tests start docker and other services themselves: offline, systemd starts none at their installation.
  as_root env DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1 apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null ||
    fail "ARG0732 apt-get: ${missing[*]} can't be installed. The lines above say why."
}

# The kernel starts foreign programs inside a root through qemu, registered with flag F so that it works in there.
register_binfmt() {
  local handlers=/proc/sys/fs/binfmt_misc
  compgen -G "$handlers/qemu-*" > /dev/null && return
  if [[ $install == no ]]; then
    echo "missing: qemu's registration with the kernel (binfmt_misc)"
    exit 1
  fi
  if ! can_be_root; then
    echo "build.sh: registering qemu with binfmt_misc needs root, and sudo isn't there or refuses; proofs inside foreign roots will be inconclusive" >&2
    return
  fi
  echo "build.sh: registering qemu with binfmt_misc (needs root)"
  [[ -e $handlers/status ]] || as_root mount -t binfmt_misc binfmt_misc $handlers || true
  compgen -G "$handlers/qemu-*" > /dev/null && return
  as_root update-binfmts --import > /dev/null && as_root update-binfmts --enable > /dev/null ||
    echo "build.sh: qemu couldn't be registered; proofs inside foreign roots will be inconclusive" >&2
}

# The source files of build/.out; with a file as argument, those that are newer get a mark.
sources() {
  local mark=()
  [[ -z ${1:-} ]] || mark=(\( -newer "$1" -printf '! ' -o -true \))
  find build src Directory.Build.props Directory.Packages.props global.json .config/dotnet-tools.json \
    \( -name bin -o -name obj -o -name .out -o -name .cake -o -name .noop \) -prune -o -type f "${mark[@]}" -print | LC_ALL=C sort
}

out_of_place() {
  fail "ARG0737 build.sh: what was compiled can't be put into build/. The lines above say why."
}

# Publishes the compiled output: compiled ahead of time if a compiler for that is available, else unchanged.
ahead_of_time() {
  local cake crossgen
  { read -r cake; read -r crossgen; } < <(dotnet msbuild build/Tasks -t:PrintToolPaths -nologo -v:minimal | sed 's/^ *//')
  if [[ ! -f $crossgen ]]; then
    mv "$scratch/out" build/.out
    return
  fi
  chmod u+x "$crossgen"
  export CAKE_REFERENCES=$cake
  build/ready-to-run.sh "$crossgen" "$scratch/out" build/.out || out_of_place
  # The tool changes only with its version.
  local extent=
  [[ " ${arguments[*]} " != *' --target=Test'* ]] || extent=all
  [[ -f $own_cake ]] || build/ready-to-run.sh "$crossgen" "$cake" "$(dirname "$own_cake")" "$extent" || out_of_place
}

compile() {
  local stamp=build/.out/.stamp
  [[ -f $stamp && $(sources $stamp) == "$(< $stamp)" ]] && return
  find_dotnet
  echo "build.sh: compiling build/"
  rm -rf build/.out
  # The SDK leaves folders behind in its folder for temporary files; NuGet's locks apply to all processes of a user.
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/argosy-XXXXXX")
  trap clean_up EXIT
  export NUGET_SCRATCH=${NUGET_SCRATCH:-${TMPDIR:-/tmp}/NuGetScratch$(id -un)}
  TMPDIR=$scratch run dotnet tool restore > /dev/null ||
    fail "ARG0735 dotnet: the tools can't be restored. Check the network and NuGet's sources."
  UseSharedCompilation=true SharedCompilationId=argosy-build-$$ TMPDIR=$scratch run dotnet publish build/Tasks -c Release -o "$scratch/out" -v quiet -nologo ||
    fail "ARG0736 dotnet: build/ doesn't compile. The lines above say why."
  ahead_of_time
  sources > $stamp
  [[ ! -f build/.noop/stamp || $(noop_sources) == "$(< build/.noop/stamp)" ]] || rm -rf build/.noop
  clean_up
}

# Everything that the answer to a run without work is compiled from, with digests.
noop_sources() {
  find src/Argosy.{Noop,Artifacts,Platforms,Yaml} Directory.Build.props Directory.Packages.props global.json \
    \( -name bin -o -name obj \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
}

# Compiles that program, once; without its compiler there is only the stamp, and the engine answers. See docs/adr/0022.
compile_noop() {
  local locks
  echo "build.sh: compiling the answer to runs without work"
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/argosy-XXXXXX")
  trap clean_up EXIT
  mkdir "$scratch/noop"
  locks=${NUGET_SCRATCH:-${TMPDIR:-/tmp}/NuGetScratch$(id -un)}
  NUGET_SCRATCH=$locks UseSharedCompilation=true SharedCompilationId=argosy-build-$$ TMPDIR=$scratch run dotnet publish src/Argosy.Noop -c Release -p:Native=true -o "$scratch/noop" -v quiet -nologo &> /dev/null || rm -rf "$scratch/noop"
  rm -rf build/.noop
  mkdir build/.noop
  [[ ! -f $scratch/noop/argosy-noop ]] || cp "$scratch/noop/argosy-noop" build/.noop/
  noop_sources > build/.noop/stamp
  clean_up
  trap - EXIT
}

# Ends here if nothing has changed since a run that had nothing to do: a native program knows it from stamps of files, before .NET
# and Cake start. The first build in a folder doesn't compile it.
answer_without_work() {
  local argument
  [[ -f .argosy/journal ]] || return 0
  for argument in "${arguments[@]}"; do
    [[ $argument =~ ^--(target|arch|jobs)=|^--(locked|keep-going)$ ]] || return 0
  done
  [[ -f build/.noop/stamp ]] || compile_noop
  [[ -f build/.noop/argosy-noop ]] || return 0
  # The engine records such runs only where this file is.
  [[ -f .argosy/noop ]] || : > .argosy/noop
  if build/.noop/argosy-noop "${arguments[@]}"; then exit 0; fi
}

# Cake itself, compiled ahead of time, by version.
mapfile -t tools < .config/dotnet-tools.json
[[ ${tools[*]} =~ \"version\":\ \"([0-9.]*)\" ]]
cake_version=${BASH_REMATCH[1]}
own_cake=build/.cake/$cake_version/Cake.dll
install=yes
arguments=()
read_arguments "$@"
trap 'interrupted 130' INT
trap 'interrupted 143' TERM
find_home

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# In a short run the just-in-time compiler's instrumentation and the second mapping of every page cost more than they gain.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0
# The code that was compiled ahead of time is fast enough for it.
export DOTNET_TC_CallCountingDelayMs=1000
# Threads without work sleep at once: on a small machine, spinning threads take the cores from compilers.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
# No MSBuild node and no compiler of the user's remains after the build: a compilation that shares one says so, and ends it.
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# Cake colours its errors by the terminal's name alone, even if they don't go to the terminal.
[[ -t 1 ]] || export TERM=dumb
command -v dotnet > /dev/null || find_dotnet
install_packages
register_binfmt
compile
answer_without_work
trap - INT TERM
# Avoids `dotnet cake` if possible: it is an additional process that signals and exit codes have to pass.
for cake in "$own_cake" "${NUGET_PACKAGES:-$HOME/.nuget/packages}/cake.tool/$cake_version/tools/net10.0/any/Cake.dll"; do
  [[ ! -f $cake ]] || exec dotnet "$cake" "${arguments[@]}"
done
exec dotnet cake "${arguments[@]}"
