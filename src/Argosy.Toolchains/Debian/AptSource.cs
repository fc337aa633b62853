namespace Argosy.Toolchains.Debian;

/// <summary>One suite of one archive.</summary>
/// <param name="Uri">The archive's address.</param>
/// <param name="Suite">The suite, such as <c>bookworm-security</c>.</param>
/// <param name="Kind">What part of the release it is.</param>
internal sealed record AptSource(string Uri, string Suite, SuiteKind Kind)
{
    /// <summary>Debian's own keys: the machine's trust in other archives isn't taken over.</summary>
    public const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /// <summary>An archive without signatures, as tests have.</summary>
    public bool Unsigned { get; init; }

    /// <summary>apt's message is about this suite.</summary>
    public bool IsNamedIn(string message) =>
        message.Contains($"{Uri}/dists/{Suite}/", StringComparison.Ordinal)
        || message.Contains($"'{Uri} {Suite} ", StringComparison.Ordinal);

    /// <summary>The line of a <c>sources.list</c>.</summary>
    public override string ToString() =>
        $"deb [{(Unsigned ? "trusted=yes" : $"signed-by={Keyring}")}] {Uri} {Suite} main";
}

/// <summary>The part of a release that a suite is.</summary>
internal enum SuiteKind
{
    /// <summary>The release itself: nothing can be built without it.</summary>
    Main,

    /// <summary>What came since the last point release.</summary>
    Updates,

    /// <summary>Security fixes.</summary>
    Security,
}
