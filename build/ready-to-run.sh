#!/usr/bin/env bash
# Compiles assemblies ahead of time: the just-in-time compiler takes most of the time of a build without work.
# usage: build/ready-to-run.sh COMPILER FROM TO [all]    copies all of FROM to TO, with its assemblies compiled if possible
# Assemblies that can't be compiled are copied unchanged and only start slower. See docs/adr/0011.
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
# Roslyn is needed only for a changed script: compiling it takes 20 s, and saves one for each. Tests compile a hundred scripts.
unchanged=(-name 'Basic.Reference*.dll')
[[ ${4:-} == all ]] || unchanged+=(-o -name 'Microsoft.CodeAnalysis*.dll')
find "$from" -maxdepth 1 \( "${unchanged[@]}" \) -exec cp -t "$to" {} +
find "$from" -maxdepth 1 -name '*.dll' ! \( "${unchanged[@]}" \) -print0 |
  xargs -0 -P "$(nproc)" -I{} bash -c 'compile "$@"' - "$compiler" {} "$to" "${references[@]}" -r "$from/*.dll" -r "$CAKE_REFERENCES/*.dll"
# Atomic: a killed run leaves a name that nothing uses.
mv "$to" "$final"
