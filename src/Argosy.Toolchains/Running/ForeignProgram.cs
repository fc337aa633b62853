using Argosy.Platforms;

namespace Argosy.Toolchains.Running;

/// <summary>A program of some architecture, to be run on this machine with a root's libraries.</summary>
/// <param name="Architecture">The program's architecture.</param>
/// <param name="Root">A root of its platform.</param>
/// <param name="Program">The program's path on this machine.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record ForeignProgram(
    Architecture Architecture, string Root, string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables set or, with null, removed.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Folders of libraries besides its root's.</summary>
    public IReadOnlyList<string> LibraryFolders { get; init; } = [];

    /// <summary>Folders of this machine that it sees read-only inside of a root, if mounting is allowed: it must do
    /// without them otherwise.</summary>
    public IReadOnlyList<(string Folder, string Inside)> Shown { get; init; } = [];

    /// <summary>Its working folder; the caller's by default.</summary>
    public string? Folder { get; init; }

    /// <summary>Its time limit; see <see cref="TimeLimit"/> for one that depends on the machine's load.</summary>
    public TimeSpan Timeout { get; init; } = TimeLimit.Most;

    /// <summary>The same test with a limit, which it gets in <c>ARGOSY_TEST_SECONDS</c>: a test that stops itself can
    /// report what it was waiting for.</summary>
    public ForeignProgram Within(TimeSpan limit) => this with
    {
        Timeout = limit,
        Environment = new Dictionary<string, string?>(Environment)
        {
            [TimeLimit.Variable] = TimeLimit.SecondsOf(limit)
        },
    };
}
