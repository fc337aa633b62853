using Argosy.Platforms.Diagnostics;

namespace Argosy.Adoption.Sources;

/// <summary>What couldn't be read in a repository. None of it ends the reading.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _all = [];

    /// <summary>In the order in which files were read.</summary>
    public IReadOnlyList<Diagnostic> All => _all;

    /// <summary>Adds one.</summary>
    public void Add(string id, SourceLocation place, string cause, string remedy) =>
        _all.Add(new(id, place, cause, remedy));

    /// <summary>A file whose syntax is wrong; what was read before that line counts.</summary>
    public void Malformed(string file, int line, string cause) => Add("ARG0911", new(file, line), cause,
        "What precedes this line was used. Fix the line, or write what is missing into argosy.yaml.");
}
