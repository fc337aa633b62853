using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>The profiles in <c>devstack/*.yaml</c>.</summary>
public sealed record DevstackProfiles
{
    /// <summary>The folder's name.</summary>
    public const string FolderName = "devstack";

    private DevstackProfiles(IReadOnlyList<DevstackProfile> all) => All = all;

    internal IReadOnlyList<DevstackProfile> All { get; }

    /// <summary>Variables, services and sections that DevStack doesn't know, each with the nearest known name.
    /// Warnings: a plugin may have them.</summary>
    public IReadOnlyList<Diagnostic> Unknown => [.. All.SelectMany(p => p.Unknown)];

    /// <summary>Reads them in the order of their names; every error has file and line.</summary>
    /// <param name="root">The project's folder.</param>
    public static DevstackProfiles Load(string root)
    {
        var folder = Path.Combine(root, FolderName);
        return new([.. RoomFile.All(root, FolderName, ".yaml")
            .Select(f => Path.GetFileName(f))
            .Select(f => DevstackProfile.Read(
                NameOf(f), YamlFile.Load(Path.Combine(folder, f), $"{FolderName}/{f}")))]);
    }

    // It becomes part of the names of generated files and jobs.
    private static string NameOf(string file) => TextRules.ProfileName.Check(
        new(new($"{FolderName}/{file}"), Path.GetFileNameWithoutExtension(file), Plain: true), "ARG0608");

    /// <summary>One profile from a parsed document.</summary>
    public static DevstackProfiles Read(string name, YamlMap document) => new([DevstackProfile.Read(name, document)]);
}
