# Completes argosy's command line in bash: argosy completion bash > /etc/bash_completion.d/argosy
_argosy() {
  local line=${COMP_LINE:0:COMP_POINT} word candidates
  # Readline breaks words at '=' and ':', too: what it completes is the part after the last of them.
  word=${line##*[[:space:]]}
  mapfile -t candidates < <(argosy "[suggest:${#line}]" "$line" 2> /dev/null)
  mapfile -t COMPREPLY < <(compgen -W "${candidates[*]}" -- "${word##*[=:]}")
}
complete -F _argosy argosy
