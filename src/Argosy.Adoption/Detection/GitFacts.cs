using Argosy.Adoption.Sources;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Adoption.Detection;

/// <summary>What git knows of a repository.</summary>
/// <param name="Tag">The newest tag before the commit that is checked out; null without one.</param>
/// <param name="Author">The author of that commit, with the address; null without one.</param>
internal sealed record GitFacts(string? Tag, string? Author)
{
    /// <summary>Nothing: no repository, or no git.</summary>
    public static GitFacts None { get; } = new(null, null);

    /// <summary>Asks git about a folder.</summary>
    public static async Task<GitFacts> ReadAsync(string root, CancellationToken cancellation)
    {
        if (!Path.Exists(Path.Combine(root, ".git"))) return None;
        try
        {
            return new(
                await LineAsync(root, ["describe", "--tags", "--abbrev=0"], cancellation),
                await LineAsync(root, ["log", "-1", "--format=%an <%ae>"], cancellation));
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return None;
        }
    }

    /// <summary>The version of the tag; null if it isn't one.</summary>
    public Guess? Version => VersionGuess.Of(Tag) is { } version ? new(version, $"the git tag {Tag}") : null;

    private static async Task<string?> LineAsync(string root, string[] arguments, CancellationToken cancellation)
    {
        var result = await CommandRunner.Silent.TryRunAsync(new("git", arguments) { Folder = root }, cancellation);
        return result.Succeeded && result.Output.Trim() is { Length: > 0 } line ? line : null;
    }
}
