namespace Argosy.Toolchains.Debian;

/// <summary>One suite of one archive.</summary>
/// <param name="Uri">The archive's address.</param>
/// <param name="Suite">The suite, such as <c>bookworm-security</c>.</param>
/// <param name="Kind">Its part of the release.</param>
internal sealed record AptSource(string Uri, string Suite, SuiteKind Kind)
{
    /// <summary>Debian's own keys: other archives that the machine trusts aren't trusted here.</summary>
    public const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /// <summary>An archive without signatures, for tests.</summary>
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

    /// <summary>Changes since the last point release.</summary>
    Updates,

    /// <summary>Security fixes.</summary>
    Security,
}
