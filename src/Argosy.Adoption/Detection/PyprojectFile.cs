using Argosy.Adoption.Sources;
using Tomlyn;
using Tomlyn.Model;

namespace Argosy.Adoption.Detection;

/// <summary>What pyproject.toml says of a project (PEP 518, 621; also poetry's own table).</summary>
internal sealed record PyprojectFile
{
    /// <summary>Whether it describes a project, and not only the settings of tools.</summary>
    public required bool HasProject { get; init; }

    /// <summary>Its name.</summary>
    public Guess? Name { get; init; }

    /// <summary>Its version; null if it is computed.</summary>
    public Guess? Version { get; init; }

    /// <summary>One line.</summary>
    public Guess? Description { get; init; }

    /// <summary>The module that builds it.</summary>
    public Guess? Backend { get; init; }

    /// <summary>Reads a file; null if there is none. One that isn't TOML is a finding and says nothing.</summary>
    public static PyprojectFile? Read(ProjectFiles files, Findings findings, string path)
    {
        if (files.Text(path) is not { } text) return null;
        TomlTable root;
        try
        {
            root = TomlSerializer.Deserialize<TomlTable>(text) ?? [];
        }
        catch (TomlException e)
        {
            findings.Malformed(path, LineOf(e), "it isn't TOML: "
                + e.Message.Split('\n')[0].Trim().TrimEnd('.'));
            return new() { HasProject = false };
        }

        var project = Table(root, "project") ?? Table(Table(root, "tool"), "poetry");
        var build = Table(root, "build-system");
        return new()
        {
            HasProject = project is not null || build is not null,
            Name = Value(project, "name", text, path),
            Version = Value(project, "version", text, path),
            Description = Value(project, "description", text, path),
            Backend = Value(build, "build-backend", text, path),
        };
    }

    private static int LineOf(TomlException e) => e.Line is { } line and > 0 ? line : 1;

    private static TomlTable? Table(TomlTable? table, string key) =>
        table is not null && table.TryGetValue(key, out var value) ? value as TomlTable : null;

    private static Guess? Value(TomlTable? table, string key, string text, string path)
    {
        if (table is null || !table.TryGetValue(key, out var value) || value is not string said || said.Length == 0)
            return null;
        var at = text.IndexOf($"\n{key}", StringComparison.Ordinal);
        return new(said.Trim(), at < 0 ? path : $"{path}:{LineIndex.Of(text, at + 1)}");
    }
}
