using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Processes;
using NuGet.Versioning;

namespace Argosy.Release.Versions;

/// <summary>A tag that names a version.</summary>
/// <param name="Name">Its name, with the prefix.</param>
/// <param name="Commit">The commit that it names.</param>
/// <param name="Version">Its version.</param>
public sealed record VersionTag(string Name, string Commit, SemanticVersion Version);

/// <summary>The commits from which HEAD descends, and the tags that name versions.</summary>
/// <param name="Head">The commit of HEAD.</param>
/// <param name="Parents">The parents of each commit, HEAD included, in git's order.</param>
/// <param name="Tags">The tags of all commits, HEAD's descendants included.</param>
public sealed record TaggedHistory(
    string Head, IReadOnlyDictionary<string, IReadOnlyList<string>> Parents, IReadOnlyList<VersionTag> Tags)
{
    private static readonly string[] s_tags =
    [
        "for-each-ref", "refs/tags",
        "--format=%(refname:strip=2) %(objecttype) %(objectname) %(*objecttype) %(*objectname)",
    ];

    /// <summary>Whether commits are missing that the clone left out.</summary>
    public bool IsShallow { get; init; }

    /// <summary>Whether a tracked file was changed, or a file is neither tracked nor ignored.</summary>
    public bool HasChanges { get; init; }

    /// <summary>Reads the repository of a project. Error ARG0931 if there is none, or no commit in it.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="prefix">What precedes the version in a tag's name.</param>
    /// <param name="cancellation">Ends git.</param>
    public static async Task<TaggedHistory> ReadAsync(string root, string prefix, CancellationToken cancellation)
    {
        var git = new Git(root);
        var parents = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        string? head = null;
        foreach (var line in await git.LinesAsync(["rev-list", "--topo-order", "--parents", "HEAD"], cancellation))
        {
            var commits = line.Split(' ');
            head ??= commits[0];
            parents[commits[0]] = commits[1..];
        }

        var tags = await git.LinesAsync(s_tags, cancellation);
        var shallow = await git.LinesAsync(["rev-parse", "--is-shallow-repository"], cancellation);
        var changes = await git.LinesAsync(["status", "--porcelain", "--untracked-files=normal"], cancellation);
        return new(head!, parents, [.. tags.Select(t => TryTag(t, prefix)).OfType<VersionTag>()])
        {
            IsShallow = shallow is ["true"],
            HasChanges = changes.Count > 0,
        };
    }

    /// <summary>The version that a tag's name gives; null for any other name.</summary>
    public static SemanticVersion? TryVersion(string name, string prefix)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(prefix);
        // All that is packaged must be able to carry it, so a tag with build metadata is none.
        return name.StartsWith(prefix, StringComparison.Ordinal) && VersionRule.Allows(name[prefix.Length..])
            && SemanticVersion.TryParse(name[prefix.Length..], out var version)
            && version.ToNormalizedString() == name[prefix.Length..]
                ? version
                : null;
    }

    // NAME TYPE ID, and TYPE ID of what an annotated tag names.
    private static VersionTag? TryTag(string line, string prefix) => line.Split(' ') switch
    {
        [var name, "commit", var id, ..] when TryVersion(name, prefix) is { } version => new(name, id, version),
        [var name, "tag", _, "commit", var id] when TryVersion(name, prefix) is { } version => new(name, id, version),
        _ => null,
    };
}

/// <summary>Asks git about a repository, without changing anything in it.</summary>
/// <param name="root">A folder of it.</param>
internal sealed class Git(string root)
{
    /// <summary>The command with these arguments.</summary>
    public Command Command(params IReadOnlyList<string> arguments) =>
        new("git", ["--no-optional-locks", "-C", root, .. arguments])
        {
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
        };

    /// <summary>The lines that it prints. Error ARG0931 with git's reason.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var result = await CommandRunner.Silent.TryRunAsync(Command(arguments), cancellation);
        return result.Succeeded
            ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new ArgosyException(new Diagnostic("ARG0931", new(root),
                $"git can't tell the version: {Reason(result.Error)}",
                "Run it in a clone of the project's repository that has a commit."));
    }

    private static string Reason(string error)
    {
        var line = error.Split('\n').FirstOrDefault(l => l.StartsWith("fatal: ", StringComparison.Ordinal)) ?? error;
        return line.Replace("fatal: ", "", StringComparison.Ordinal).Trim().TrimEnd('.');
    }
}
