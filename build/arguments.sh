# shellcheck shell=bash
# Reads build.sh's command line before anything is installed or compiled: each option in Cake's only form, --name=value,
# and an error with its id for unknown ones. build.sh sources it. Options are those that usage shows, and Cake's own. An
# option with '=' after its name needs a value.

cakes_options=(--verbosity= --exclusive --dryrun --noop --whatif --tree --showtree --description --showdescription --debug
  --info --version --ver --invalidate-script-cache --bootstrap --skip-bootstrap --no-report)
verbosities='quiet minimal normal verbose diagnostic'

# The name nearest to $1 among the others, if it is similar enough.
nearest() {
  awk -v word="${1,,}" 'function least(a, b, c) { return a < b ? (a < c ? a : c) : (b < c ? b : c) }
    function distance(a, b,   i, j, d) {
      for (i = 0; i <= length(a); i++) d[i, 0] = i
      for (j = 0; j <= length(b); j++) d[0, j] = j
      for (i = 1; i <= length(a); i++) for (j = 1; j <= length(b); j++) {
        d[i, j] = least(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (substr(a, i, 1) != substr(b, j, 1)))
        if (i > 1 && j > 1 && substr(a, i, 1) == substr(b, j - 1, 1) && substr(a, i - 1, 1) == substr(b, j, 1) && d[i - 2, j - 2] + 1 < d[i, j])
          d[i, j] = d[i - 2, j - 2] + 1
      }
      return d[length(a), length(b)]
    }
    { n = distance(word, tolower($0)); if (n <= 1 + length(word) / 4 && (best == "" || n < low)) { low = n; best = $0 } }
    END { print best }' <<< "$(printf '%s\n' "${@:2}")"
}

# A question with the name nearest to $1, or nothing.
did_you_mean() {
  local near
  near=$(nearest "$@")
  [[ -z $near ]] || echo "Did you mean '$near'? "
}

wrong() {
  fail "$1 command line: $2"
}

# The options that usage shows, one per line, with '=' if a value follows.
known_options() {
  usage | grep -oE '(^  |, )--[a-z][a-z-]*=?' | sed 's/^[ ,]*//'
  printf '%s\n' "${cakes_options[@]}"
}

# The targets: task classes of the graph and of the project, and tasks of the script.
known_targets() {
  grep -rhoE '\[Task(Name|Aggregate)\("[^"]+"\)|\bTask\("[^"]+"\)' --include='*.cs' --include='*.cake' \
    build/Cake.Argosy/Graph build/Tasks build.cake | sed 's/.*("\(.*\)").*/\1/'
}

# The parts that may follow a target's name in a cell's name: the words of the model and of lists, and the folders of images.
known_parts() {
  { cat argosy.yaml wheels/*.yaml debs/*.yaml 2> /dev/null || true; } | sed 's/#.*//' | grep -oE '[A-Za-z0-9][A-Za-z0-9_.+-]*'
  find images -mindepth 1 -maxdepth 1 -type d -printf '%f\n' 2> /dev/null || true
}

# Whether $1 consists of known parts, with '-' between them.
is_cell() {
  local part
  [[ $parts != *$'\n'"$1"$'\n'* ]] || return 0
  while IFS= read -r part; do
    [[ -z $part || $1 != "$part"-* ]] || ! is_cell "${1#"$part"-}" || return 0
  done <<< "$parts"
  return 1
}

# A target, or a cell of one, such as Native-rdma-arm64. Only the engine knows exactly which cells exist.
check_target() {
  local name=${1,,} target targets near parts
  mapfile -t targets < <(known_targets)
  for target in "${targets[@]}"; do
    [[ $name != "${target,,}" ]] || return 0
  done
  parts=$'\n'$(known_parts | tr '[:upper:]' '[:lower:]' | sort -u)$'\n'
  for target in "${targets[@]}"; do
    [[ $name != "${target,,}"-* ]] || ! is_cell "${name#"${target,,}"-}" || return 0
  done
  near=$(did_you_mean "$1" "${targets[@]}")
  wrong ARG0701 "no task is called '$1'. $near./build.sh --showdescription lists all."
}

# A value that can be checked alone; the program that reads it checks the others.
check_value() {
  case $1 in
    target) check_target "$2" ;;
    jobs)
      if ! [[ $2 =~ ^[0-9]{1,4}$ ]] || ((10#$2 < 1 || 10#$2 > 1024)); then
        wrong ARG0704 "--jobs=$2 is not a number from 1 to 1024. Write --jobs=2, for example."
      fi
      ;;
    fuzz-seconds)
      if ! [[ $2 =~ ^[0-9]{1,9}$ ]] || ((10#$2 < 1)); then
        wrong ARG0728 "--fuzz-seconds is '$2', which is no number of seconds. Write --fuzz-seconds=3600, or leave it out for an hour."
      fi
      ;;
    cache-mode)
      [[ $2 == read || $2 == readwrite ]] ||
        wrong ARG0715 "--cache-mode=$2 is neither read nor readwrite. Write --cache-mode=readwrite where results may be sent."
      ;;
    verbosity)
      [[ " $verbosities q m n v d " == *" ${2,,} "* ]] ||
        wrong ARG0780 "--verbosity=$2 is unknown. Write one of: ${verbosities// /, }."
      ;;
  esac
}

unknown_option() {
  local near options
  mapfile -t options < <(known_options | tr -d '=' | sort -u)
  near=$(did_you_mean "$1" "${options[@]}")
  wrong ARG0723 "unknown option '$1'. $near./build.sh --help lists the options."
}

# Sets arguments, and install for --no-install: build.sh reads both.
# shellcheck disable=SC2034
read_arguments() {
  local options argument name value
  (($#)) || return 0
  options=" $(known_options | tr '\n' ' ') "
  while (($#)); do
    argument=$1
    shift
    case $argument in
      --help | -h | -\?) usage; exit 0 ;;
      --no-install) install=no; continue ;;
      # Cake's configuration, any key of which may be on the command line.
      --nuget_* | --paths_* | --settings_*) arguments+=("$argument"); continue ;;
      -t | -t=*) argument=--target${argument#-t} ;;
      -j | -j=*) argument=--jobs${argument#-j} ;;
      -j[0-9]*) argument=--jobs=${argument#-j} ;;
      -k) argument=--keep-going ;;
      -v | -v=*) argument=--verbosity${argument#-v} ;;
      -e) argument=--exclusive ;;
      -d) argument=--debug ;;
      --*) ;;
      -*) unknown_option "$argument" ;;
      '') wrong ARG0723 "an argument is empty. Leave it out, or name a target." ;;
      *) argument=--target=$argument ;;
    esac
    name=${argument%%=*}
    if [[ $options == *" $name= "* ]]; then
      if [[ $argument == *=* ]]; then
        value=${argument#*=}
      elif (($#)) && [[ $1 != -* ]]; then
        value=$1
        shift
      else
        value=
      fi
      [[ -n ${value//[[:space:]]/} ]] || wrong ARG0727 "$name has no value. Write $name=VALUE."
      check_value "${name#--}" "$value"
      arguments+=("$name=$value")
    elif [[ $options != *" $name "* ]]; then
      unknown_option "$name"
    elif [[ $argument == *=* ]]; then
      wrong ARG0779 "$name takes no value. Write $name, or leave it out."
    else
      arguments+=("$name")
    fi
  done
}
