# Completes argosy's command line in fish: argosy completion fish > ~/.config/fish/completions/argosy.fish
function __argosy_complete
    set -l line (commandline -cp)
    argosy "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c argosy -f -a '(__argosy_complete)'
