using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Adoption.Sources;

/// <summary>The files of a repository, without version control, build folders, hidden folders and copies of other
/// projects.</summary>
/// <remarks>Links are not followed. Depth, number and size are limited, so that any folder can be looked at.</remarks>
internal sealed class ProjectFiles
{
    private const int MostDepth = 6;
    private const int MostFiles = 100_000;
    private const long MostBytes = 1 << 20;

    // What other tools make, or what a project copies from others.
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "artifacts", "bin", "obj", "build", "_build", "builddir", "out", "dist", "target", "node_modules", "venv",
        "__pycache__", "third_party", "third-party", "thirdparty", "3rdparty", "vendor", "vendored", "external",
        "extern", "subprojects", "_deps", "TestResults",
    };

    private readonly Findings _findings;
    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);

    public ProjectFiles(string root, Findings findings)
    {
        (Root, _findings) = (Path.GetFullPath(root), findings);
        var files = new List<string>();
        Add(files, "", 0);
        All = files;
    }

    /// <summary>The repository's folder.</summary>
    public string Root { get; }

    /// <summary>Paths relative to it with '/' between names, sorted; a folder's own files precede those of its folders.
    /// </summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Whether there is such a file, also one in a hidden folder.</summary>
    public bool Has(string path) => File.Exists(Path.Combine(Root, path));

    /// <summary>Whether there is such a folder.</summary>
    public bool HasFolder(string path) => Directory.Exists(Path.Combine(Root, path));

    /// <summary>Files with one of these endings, in a folder or below it.</summary>
    public IEnumerable<string> Ending(string folder, params string[] endings) => Below(folder)
        .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Files in a folder or below it; <c>.</c> is the repository's.</summary>
    public IEnumerable<string> Below(string folder) => folder is "." or ""
        ? All
        : All.Where(f => f.StartsWith($"{folder}/", StringComparison.Ordinal));

    /// <summary>The names of the folders directly in the repository that have files, sorted.</summary>
    public IEnumerable<string> Folders(string folder) => Below(folder)
        .Select(f => folder is "." or "" ? f : f[(folder.Length + 1)..]).Where(f => f.Contains('/'))
        .Select(f => f[..f.IndexOf('/')]).Distinct().Order(StringComparer.Ordinal);

    /// <summary>A file's text; null if there is none, or if it can't be read, which is then a finding (ARG0910).
    /// </summary>
    public string? Text(string path)
    {
        if (_texts.TryGetValue(path, out var known)) return known;
        return _texts[path] = Has(path) ? Read(path) : null;
    }

    /// <summary>The folder of a path; <c>.</c> for the repository's.</summary>
    public static string FolderOf(string path) =>
        path.LastIndexOf('/') is > 0 and var end ? path[..end] : ".";

    /// <summary>A path relative to a folder of the repository, without '.' and '..'; null if it leads out.</summary>
    public static string? Join(string folder, string path)
    {
        var parts = new List<string>(folder is "." or "" ? [] : folder.Split('/'));
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }

        return parts.Count == 0 ? "." : string.Join('/', parts);
    }

    private string? Read(string path)
    {
        try
        {
            using var stream = RegularFile.OpenRead(Path.Combine(Root, path));
            if (stream.Length > MostBytes) return Unread(path, $"it has {stream.Length} bytes, more than {MostBytes}");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().Contains((byte)0)
                ? Unread(path, "it isn't a text")
                : Encoding.UTF8.GetString(bytes).TrimStart('\ufeff').ReplaceLineEndings("\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unread(path, $"it can't be read: {e.Message.TrimEnd('.')}");
        }
    }

    private string? Unread(string path, string cause)
    {
        _findings.Add("ARG0910", new(path), cause, "It was left out: write what it says into argosy.yaml.");
        return null;
    }

    private void Add(List<string> files, string folder, int depth)
    {
        var entries = FolderListing.Read(Path.Combine(Root, folder)).Where(e => e.IsText).ToList();
        foreach (var entry in entries.Where(e => e.Kind == FileKind.File))
        {
            if (files.Count == MostFiles) return;
            files.Add(folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}");
        }

        if (depth == MostDepth) return;
        foreach (var entry in entries.Where(e => e.Kind == FileKind.Folder))
        {
            if (entry.Name[0] != '.' && !s_skipped.Contains(entry.Name))
                Add(files, folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}", depth + 1);
        }
    }
}
