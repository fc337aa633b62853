namespace Argosy.Platforms.Diagnostics;

/// <summary>An error that a user can fix. Its message is the whole diagnostic; no stack trace is shown for
/// it.</summary>
public sealed class ArgosyException : Exception
{
    /// <summary>One diagnostic.</summary>
    public ArgosyException(Diagnostic diagnostic, Exception? cause = null)
        : this([diagnostic], cause)
    {
    }

    /// <summary>Several at once, so that a user can fix a file in one go.</summary>
    public ArgosyException(IReadOnlyList<Diagnostic> diagnostics, Exception? cause = null)
        : base(string.Join('\n', diagnostics), cause) => Diagnostics = diagnostics;

    /// <summary>What is wrong; at least one.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
