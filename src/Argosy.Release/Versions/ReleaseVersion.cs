using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using NuGet.Versioning;

namespace Argosy.Release.Versions;

/// <summary>The version that is released, and whether it may be.</summary>
/// <param name="Version">The version.</param>
/// <param name="Tag">Its tag, with the prefix.</param>
/// <param name="Commit">The commit that is released.</param>
public sealed record ReleaseVersion(SemanticVersion Version, string Tag, string Commit)
{
    /// <summary>The option that gives the version instead of the tags.</summary>
    public const string Option = "release-version";

    /// <summary>Why it can't be released; empty if it can.</summary>
    public IReadOnlyList<Diagnostic> Obstacles { get; private init; } = [];

    /// <summary>Without build metadata, such as <c>1.2.3-rc.1</c>.</summary>
    public string Text => Version.ToNormalizedString();

    /// <summary>The version of HEAD, or the one that the command line gives.</summary>
    /// <param name="history">The repository.</param>
    /// <param name="model">Its rules, and the version that its packages have.</param>
    /// <param name="given">The value of the option; null without it. Error ARG0933 if it is no version.</param>
    public static ReleaseVersion Of(TaggedHistory history, Model model, string? given)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(model);
        var prefix = model.Release.TagPrefix;
        var counted = given is null ? CommitVersion.Of(history, model.Release) : null;
        var version = counted?.Version ?? TaggedHistory.TryVersion(given!, "")
            ?? throw new ArgosyException(new Diagnostic("ARG0933", SourceLocation.CommandLine,
                $"--{Option} is '{given}', which is no version of three numbers",
                "Write it without the tag's prefix, such as 1.2.3 or 1.2.3-rc.1."));
        var release = new ReleaseVersion(version, $"{prefix}{version.ToNormalizedString()}", history.Head);
        return release with { Obstacles = [.. release.Faults(history, model, counted)] };
    }

    /// <summary>The version that packages have, with three numbers if it is written with fewer.</summary>
    public static string Declared(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var version = model.Project.Version;
        var (numbers, label) = version.IndexOf('-', StringComparison.Ordinal) is >= 0 and var at
            ? (version[..at], version[at..])
            : (version, "");
        for (var dots = numbers.Count(c => c == '.'); dots < 2; dots++) numbers += ".0";
        return numbers + label;
    }

    private IEnumerable<Diagnostic> Faults(TaggedHistory history, Model model, CommitVersion? counted)
    {
        if (history.HasChanges)
            yield return new("ARG0934", new("git"), "the work tree has changes that no commit has",
                "Commit or remove what 'git status' lists.");
        if (counted is { IsTagged: false })
            yield return new("ARG0935", new("git"), counted.From is { } from
                    ? $"HEAD has no tag: the nearest, {from.Name}, is {counted.Height} commits back"
                    : "HEAD has no tag, and nothing before it has one",
                $"Tag the commit to release, such as 'git tag -a {model.Release.TagPrefix}{model.Project.Version}', "
                + $"or give --{Option}.");
        if (history.Tags.FirstOrDefault(t => t.Name == Tag) is { } tag && tag.Commit != history.Head)
            yield return new("ARG0935", new("git"), $"the tag {Tag} is on another commit, {tag.Commit[..12]}",
                $"Check that commit out, or give another --{Option}.");
        if (model.Release.Minimum is var (major, minor) && (Version.Major, Version.Minor).CompareTo((major, minor)) < 0)
            yield return new("ARG0936", new(Model.FileName),
                $"{Text} is below the minimum of 'release', {major}.{minor}",
                "Raise the version, or lower the minimum.");
        if (!SemanticVersion.TryParse(Declared(model), out var declared) || declared != Version)
            yield return new("ARG0937", new(Model.FileName),
                $"'project: version' is {model.Project.Version}, which the packages have, and the release is {Text}",
                "Write the version of the release, commit it, and tag that commit.");
    }
}
