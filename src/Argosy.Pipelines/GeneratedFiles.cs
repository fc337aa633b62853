using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines;

/// <summary>Writes generated files, and finds differences on the disk.</summary>
public static class GeneratedFiles
{
    // The folders of generated files; stale ones are searched for only there.
    private static readonly string[] s_folders = [".github/workflows", "devstack", "playbooks", "roles", "zuul.d"];

    /// <summary>Writes each file atomically, then removes files that the same targets made before and no longer make.
    /// Never changes a file written by hand: error ARG0612 if one has the same path, before anything is
    /// written.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="files">All files that these targets make.</param>
    /// <param name="targets">The targets, even those without files: their previous files are removed.</param>
    public static void Write(
        string root, IReadOnlyList<GeneratedFile> files, params IReadOnlyList<GenerationTarget> targets)
    {
        var inTheWay = files.Where(f => ReadIfThere(root, f.Path) is { Length: > 0 } text
            && GenerationMark.CommandOf(text) is null).Select(ByHand).ToList();
        if (inTheWay.Count > 0) throw new ArgosyException(inTheWay);
        foreach (var file in files) AtomicFile.Write(Path.Combine(root, file.Path), file.Text);
        foreach (var stale in Stale(root, files, targets)) File.Delete(Path.Combine(root, stale));
    }

    /// <summary>The differences on the disk: ARG0610 (missing or another text, with the first line that differs),
    /// ARG0611 (no longer declared), ARG0612 (written by hand). Empty if everything is as generated.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="files">All files that these targets make.</param>
    /// <param name="targets">As for <see cref="Write"/>.</param>
    public static IReadOnlyList<Diagnostic> FindDrift(
        string root, IReadOnlyList<GeneratedFile> files, params IReadOnlyList<GenerationTarget> targets) =>
    [
        .. files.Select(f => Compare(f, ReadIfThere(root, f.Path))).OfType<Diagnostic>(),
        .. Stale(root, files, targets).Select(path => new Diagnostic("ARG0611", new(path, 1),
            "nothing in argosy.yaml or the declarations makes this file any more",
            Remedy(File.ReadAllText(Path.Combine(root, path))))),
    ];

    /// <summary>The changes that <see cref="Write"/> would make, in the order of the paths. Empty if everything is as
    /// generated.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="files">All files that the same commands make.</param>
    public static IReadOnlyList<GeneratedChange> Plan(string root, IReadOnlyList<GeneratedFile> files) =>
    [
        .. files.Select(f => (f.Path, Old: ReadIfThere(root, f.Path), New: (string?)f.Text))
            .Concat(Stale(root, files, [])
                .Select(path => (Path: path, Old: ReadIfThere(root, path), New: (string?)null)))
            .Where(f => f.Old != f.New)
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => LineChange.Between(f.Path, f.Old, f.New)),
    ];

    private static Diagnostic? Compare(GeneratedFile file, string? found)
    {
        if (found is null)
            return new("ARG0610", new(file.Path), "the generated file is missing", Remedy(file.Text));
        if (found == file.Text) return null;
        if (GenerationMark.CommandOf(found) is null && found.Length > 0) return ByHand(file);
        var line = found.Split('\n').Zip(file.Text.Split('\n')).TakeWhile(l => l.First == l.Second).Count() + 1;
        return new("ARG0610", new(file.Path, line), "the file is not what the declarations make", Remedy(file.Text));
    }

    private static Diagnostic ByHand(GeneratedFile file) => new("ARG0612", new(file.Path, 1),
        "a file written by hand has the name of a generated one",
        "Move it away, or rename what generates its name.");

    private static string Remedy(string text) =>
        $"Run {GenerationMark.CommandOf(text)} and commit what it writes.";

    private static List<string> Stale(
        string root, IReadOnlyList<GeneratedFile> files, IReadOnlyList<GenerationTarget> targets)
    {
        var commands = files
            .Select(f => GenerationMark.CommandOf(f.Text))
            .Concat(targets.Select(GenerationMarks.CommandOf))
            .ToHashSet();
        var wanted = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint
        };
        return [.. s_folders.Select(f => Path.Combine(root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", options))
            .Where(f => FolderListing.TryOf(f, follow: false) is { Kind: FileKind.File })
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Where(f => !wanted.Contains(f) && GenerationMark.CommandOf(FirstLine(Path.Combine(root, f))) is { } command
                && commands.Contains(command))
            .Order(StringComparer.Ordinal)];
    }

    private static string FirstLine(string path) => File.ReadLines(path).FirstOrDefault() ?? "";

    private static string? ReadIfThere(string root, string path)
    {
        var full = Path.Combine(root, path);
        return File.Exists(full) ? File.ReadAllText(full) : null;
    }
}
