#!/usr/bin/env bash
# Compiles assemblies ahead of time: most of what a build takes that has nothing to do is the just-in-time compiler.
# usage: build/ready-to-run.sh COMPILER FROM TO    all of FROM goes to TO, its assemblies compiled where that can be done
# What can't be compiled is copied as it is and only starts slower. See docs/adr/0011.
set -euo pipefail

compiler=$1 from=$2 to=$3
runtimes=$(dotnet --list-runtimes | sed -n 's/^\(Microsoft\.[A-Za-z]*Core\.App\) \(10\.[^ ]*\) \[\(.*\)\]$/\3\/\2/p')
references=()
for runtime in $runtimes; do references+=(-r "$runtime/*.dll"); done

compile() {
  local compiler=$1 assembly=$2 to=$3
  shift 3
  "$compiler" "$assembly" -o "$to/$(basename "$assembly")" "$@" --targetos linux --targetarch x64 -O > /dev/null 2>&1 || cp "$assembly" "$to"
}
export -f compile

final=$to to=$to.partial
rm -rf "$to" "$final"
mkdir -p "$to"
find "$from" -maxdepth 1 -type f ! -name '*.dll' ! -name '*.xml' ! -name '*.pdb' -exec cp -t "$to" {} +
# Roslyn is needed for a changed script only, and would take longer to compile than it ever gives back.
find "$from" -maxdepth 1 \( -name 'Microsoft.CodeAnalysis*.dll' -o -name 'Basic.Reference*.dll' \) -exec cp -t "$to" {} +
find "$from" -maxdepth 1 -name '*.dll' ! -name 'Microsoft.CodeAnalysis*.dll' ! -name 'Basic.Reference*.dll' -print0 |
  xargs -0 -P "$(nproc)" -I{} bash -c 'compile "$@"' - "$compiler" {} "$to" "${references[@]}" -r "$from/*.dll" -r "$CAKE_REFERENCES/*.dll"
# There whole or not at all: a killed run leaves a name that nobody looks for.
mv "$to" "$final"
