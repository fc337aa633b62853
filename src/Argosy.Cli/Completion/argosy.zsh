#compdef argosy
# Completes argosy's command line in zsh: argosy completion zsh > ~/.zfunc/_argosy, with that folder in fpath.
_argosy() {
  local line="${BUFFER[1,CURSOR]}"
  local -a candidates
  candidates=("${(@f)$(argosy "[suggest:${#line}]" "$line" 2> /dev/null)}")
  compadd -- "${candidates[@]}"
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _argosy "$@"
else
  compdef _argosy argosy
fi
