namespace Argosy.Platforms.Diagnostics;

/// <summary>What is wrong, where, and what to do about it.</summary>
/// <param name="Id">Stable: <c>ARG</c> and four digits. <c>docs/errors/</c> lists them.</param>
/// <param name="Place">The location of the error.</param>
/// <param name="Cause">The problem found there, in lower case and without a full stop.</param>
/// <param name="Remedy">What to do: a sentence.</param>
public sealed record Diagnostic(string Id, SourceLocation Place, string Cause, string Remedy)
{
    /// <inheritdoc />
    public override string ToString() => $"{Id} {Place}: {Cause}. {Remedy}";
}
