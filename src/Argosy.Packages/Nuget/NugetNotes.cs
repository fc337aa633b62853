using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;
using NuGet.Versioning;

namespace Argosy.Packages.Nuget;

/// <summary>What a feed says of a version beside its content.</summary>
/// <param name="Listed">False if searches leave it out; a project that names it still gets it.</param>
/// <param name="Deprecated">Why it should no longer be used; null if it may.</param>
/// <param name="Reasons">NuGet's words for that: <c>Legacy</c>, <c>CriticalBugs</c>, <c>Other</c>.</param>
/// <param name="Alternative">The id of a package to use instead; null for none.</param>
public sealed record NugetNote(
    bool Listed, string? Deprecated = null, IReadOnlyList<string>? Reasons = null, string? Alternative = null)
{
    /// <summary>A version of which nothing is said.</summary>
    public static NugetNote None { get; } = new(Listed: true);
}

/// <summary>Unlisted and deprecated versions, as declared in <c>nuget/nuget.yaml</c>.</summary>
/// <remarks><code>
/// packages:
///   - {id: Demo.Library, version: 0.1.0, listed: false}
///   - {id: Demo.Library, version: 0.2.0, deprecated: It loses data., reasons: [CriticalBugs], alternative: Demo.Other}
/// </code></remarks>
public sealed class NugetNotes
{
    private const string Id = "ARG0583";
    private static readonly string[] s_reasons = ["Legacy", "CriticalBugs", "Other"];
    private readonly Dictionary<(string Id, NuGetVersion Version), NugetNote> _notes = [];

    private NugetNotes()
    {
    }

    /// <summary>The file in which a project lists them.</summary>
    public const string FileName = "nuget/nuget.yaml";

    /// <summary>Nothing is said of any version.</summary>
    public static NugetNotes None { get; } = new();

    /// <summary>Those of a project; none if the file is missing or empty. Error ARG0583 for an unusable
    /// entry.</summary>
    public static NugetNotes Load(string root) =>
        RoomFile.IsThere(root, FileName) ? Read(YamlFile.Load(Path.Combine(root, FileName), FileName)) : None;

    /// <summary>Reads a parsed document.</summary>
    public static NugetNotes Read(YamlMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var notes = new NugetNotes();
        var list = map.Get("packages").AsList();
        map.Done();
        foreach (var item in list.Items) notes.Add(item.AsMap());
        return notes;
    }

    /// <summary>What is said of a package.</summary>
    public NugetNote Of(NugetPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return _notes.GetValueOrDefault((package.LowerId, package.Version), NugetNote.None);
    }

    private void Add(YamlMap map)
    {
        var id = TextRules.PackageId.Check(map.Get("id").AsText(), Id);
        var written = map.Get("version").AsText();
        if (!NuGetVersion.TryParse(written.Required(), out var version))
            throw Error(
                written.Place, $"'{written.Value}' isn't a package version", "Write it as 1.2.3 or 1.2.3-rc.1.");
        var note = new NugetNote(
            map.Bool("listed", absent: true),
            map.Find("deprecated") is { } text ? TextRules.Line.Check(text.AsText(), Id) : null,
            [.. map.Find("reasons")?.AsList().Texts().Select(Reason).Distinct() ?? []],
            map.Find("alternative") is { } other ? TextRules.PackageId.Check(other.AsText(), Id) : null);
        map.Done();
        if (note.Deprecated is null && (note.Reasons!.Count > 0 || note.Alternative is not null))
            throw Error(map.Place, "'reasons' and 'alternative' are for deprecated versions",
                "Write 'deprecated:' with a sentence for users, or leave them out.");
        if (!_notes.TryAdd((id.ToLowerInvariant(), version), note))
            throw Error(map.Place, $"duplicate '{id} {written.Value}'", "Remove one.");
    }

    private static string Reason(YamlText text) => s_reasons.Contains(text.Value)
        ? text.Value
        : throw Error(text.Place, $"'{text.Value}' isn't a reason", Suggestion.For(text.Value, s_reasons));

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic(Id, place, cause, remedy));
}
