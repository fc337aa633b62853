namespace Argosy.Zuul.Model;

/// <summary>A repository with configuration.</summary>
/// <param name="Name">Zuul's name, without the connection's host: <c>owner/name</c> or <c>name</c>.</param>
/// <param name="Folder">The folder of its checkout.</param>
/// <param name="ShownAs">The prefix of its file names in findings: empty, or a path that ends in a slash.</param>
internal sealed record SourceRepository(string Name, string Folder, string ShownAs)
{
    /// <summary>Whether it is a config project. Set before objects are checked.</summary>
    public bool Trusted { get; set; }

    /// <summary>Whether its name is known. A checkout's folder may have any name.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>The branch of this checkout; null if only one branch of the project is read, which then counts for
    /// all.</summary>
    public string? Branch { get; init; }

    /// <summary>Projects whose jobs it may define again, which have no effect then.</summary>
    public IReadOnlyList<string> Shadows { get; init; } = [];

    /// <summary>The kinds of objects that the tenant loads; null for all.</summary>
    public IReadOnlySet<string>? Loaded { get; init; }

    /// <summary>More files, and folders that end in a slash, which the tenant reads.</summary>
    public IReadOnlyList<string> ExtraPaths { get; init; } = [];

    /// <summary>Whether a folder has configuration.</summary>
    public static bool IsAt(string folder) => ZuulFiles.Roots.Any(r => Path.Exists(Path.Combine(folder, r)));

    /// <summary>Its configuration files, relative, in the order in which Zuul reads them. The first existing root is
    /// used; links aren't followed, a folder with <c>.zuul.ignore</c> is skipped.</summary>
    public IReadOnlyList<string> Files()
    {
        var files = ZuulFiles.Roots.Select(FilesAt).FirstOrDefault(f => f.Count > 0) ?? [];
        return ExtraPaths.Count == 0 ? files : [.. files, .. ExtraPaths.SelectMany(p => FilesAt(p.TrimEnd('/')))];
    }

    /// <summary>Whether it has a file. False for a path out of the repository, and for an invalid path.</summary>
    public bool Has(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\0', StringComparison.Ordinal)
        && !path.Split('/').Contains("..") && File.Exists(Path.Combine(Folder, path));

    private IReadOnlyList<string> FilesAt(string root)
    {
        var path = Path.Combine(Folder, root);
        if (File.Exists(path)) return [root];
        if (!Directory.Exists(path)) return [];
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint };
        return [.. Below(path, options, 0).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Below(string folder, EnumerationOptions options, int depth)
    {
        if (depth > Bounds.Depth || File.Exists(Path.Combine(folder, ".zuul.ignore"))) return [];
        return Directory.EnumerateFiles(folder, "*", options)
            .Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".yml", StringComparison.Ordinal))
            .Concat(Directory.EnumerateDirectories(folder, "*", options).SelectMany(d => Below(d, options, depth + 1)));
    }

    /// <inheritdoc />
    public bool Equals(SourceRepository? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
