using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Finds repositories with configuration.</summary>
internal static class RepositoryFolder
{
    private static readonly EnumerationOptions s_noLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The folder itself if it is one, else those one or two levels below it; with a tenant file those that it
    /// lists. In ordinal order of their names.</summary>
    public static IReadOnlyList<SourceRepository> Find(string path, Tenant tenant, string? name)
    {
        if (tenant.Projects is { } listed && !SourceRepository.IsAt(path))
        {
            return [.. listed
                .Where(p => SourceRepository.IsAt(Path.Combine(path, p.Key)) || p.Value.ExtraPaths.Count > 0)
                .OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => Of(path, p.Key, p.Value))];
        }

        if (SourceRepository.IsAt(path)) return [Single(path, tenant, name)];
        if (!Directory.Exists(path)) return [];
        return [.. Children(path).AsParallel()
            .SelectMany(owner => SourceRepository.IsAt(Path.Combine(path, owner))
                ? [owner]
                : Children(Path.Combine(path, owner))
                    .Select(name => $"{owner}/{name}")
                    .Where(name => SourceRepository.IsAt(Path.Combine(path, name))))
            .Order(StringComparer.Ordinal)
            .Select(name => Of(path, name, null))];
    }

    // A checkout's folder has the repository's name without its owner: the tenant may have the full name.
    private static SourceRepository Single(string path, Tenant tenant, string? given)
    {
        var name = given ?? Path.GetFileName(Path.GetFullPath(path).TrimEnd('/'));
        var full = tenant.Projects?.Keys
            .FirstOrDefault(k => k == name || k.EndsWith($"/{name}", StringComparison.Ordinal));
        return full is null
            ? new(name, path, "")
            : new(full, path, "")
            {
                Loaded = tenant.Projects![full].Loaded,
                ExtraPaths = tenant.Projects[full].ExtraPaths
            };
    }

    private static SourceRepository Of(string path, string name, TenantProject? project) =>
        new(name, Path.Combine(path, name), $"{name}/")
        {
            Loaded = project?.Loaded,
            ExtraPaths = project?.ExtraPaths ?? []
        };

    private static IEnumerable<string> Children(string folder) => Directory.EnumerateDirectories(folder, "*", s_noLinks)
        .Select(f => Path.GetFileName(f)).Where(n => !n.StartsWith('.'));
}
