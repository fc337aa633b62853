#!/usr/bin/env bash
# The build command of @name@: brings the tools, installs what the machine lacks, runs `dotnet cake "$@"`.
set -euo pipefail
[[ ${BASH_SOURCE[0]} != */* ]] || cd "${BASH_SOURCE[0]%/*}/"

fail() {
  echo "$1" >&2
  exit 1
}

command -v dotnet > /dev/null ||
  fail "ARG0733 build.sh: there is no .NET SDK. Get version 10: https://dotnet.microsoft.com/download/dotnet/10.0"
said=$(dotnet --version 2>&1) ||
  fail "ARG0734 build.sh: dotnet has no SDK that global.json takes, or can't start it: $(head -1 <<< "$said")
Get .NET SDK 10: https://dotnet.microsoft.com/download/dotnet/10.0"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

target=Default
for argument in "$@"; do
  [[ $argument != --target=* ]] || target=${argument#--target=}
done
stamp=.argosy/doctor.stamp
if [[ ! -f $stamp || .config/dotnet-tools.json -nt $stamp || argosy.yaml -nt $stamp || $(< "$stamp") != "$target" ]]; then
  dotnet tool restore > /dev/null || fail "ARG0735 dotnet: the tools can't be restored. Check the network and NuGet's sources."
  dotnet argosy doctor --install --quiet --target="$target"
  mkdir -p .argosy
  echo "$target" > $stamp
fi
exec dotnet cake "$@"
