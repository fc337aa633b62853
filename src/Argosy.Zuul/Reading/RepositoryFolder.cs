using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Finds repositories with configuration.</summary>
internal static class RepositoryFolder
{
    private static readonly EnumerationOptions s_noLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The folder itself if it is one, else those one or two levels below it; with a tenant file those that it
    /// lists. A folder <c>name@branch</c>, its slashes written <c>%2F</c>, is a branch of <c>name</c>. In ordinal
    /// order of their names.</summary>
    public static IReadOnlyList<SourceRepository> Find(ConfigurationSource source, Tenant tenant)
    {
        var path = source.Path;
        if (SourceRepository.IsAt(path)) return Single(source, tenant);
        if (!Directory.Exists(path)) return [];
        var folders = tenant.Projects is { } listed
            ? listed.Keys.SelectMany(name => OfListed(path, name, listed[name]))
            : Children(path).AsParallel().SelectMany(owner => SourceRepository.IsAt(Path.Combine(path, owner))
                ? [owner]
                : Children(Path.Combine(path, owner))
                    .Select(name => $"{owner}/{name}")
                    .Where(name => SourceRepository.IsAt(Path.Combine(path, name))));
        var found = folders.Order(StringComparer.Ordinal).Select(f => (Folder: f, Checkout: Named(f))).ToList();
        var branched = found.GroupBy(f => f.Checkout.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. found.Select(f => Of(
            f.Checkout.Name,
            Path.Combine(path, f.Folder),
            $"{f.Folder}/",
            branched.Contains(f.Checkout.Name) ? f.Checkout.Branch ?? ConfigurationSource.DefaultBranch : null,
            tenant))];
    }

    private static IReadOnlyList<SourceRepository> Single(ConfigurationSource source, Tenant tenant)
    {
        var name = source.As?.Name;
        if (source.OtherBranches.Count == 0) return [Of(name, source.Path, "", null, tenant)];
        return
        [
            Of(name, source.Path, "", source.As?.Branch ?? ConfigurationSource.DefaultBranch, tenant),
            .. source.OtherBranches.Select(b => Of(
                name,
                SourceRepository.IsAt(b.Folder)
                    ? b.Folder
                    : throw new ArgosyException(new Diagnostic("ARG0646", new(b.Folder),
                        "no Zuul configuration is here", "Give a checkout of the branch that has some.")),
                $"{b.Branch}:", b.Branch, tenant)),
        ];
    }

    private static IEnumerable<string> OfListed(string path, string name, TenantProject project)
    {
        var (owner, own) = name.LastIndexOf('/') is >= 0 and var slash
            ? (name[..(slash + 1)], name[(slash + 1)..])
            : ("", name);
        var parent = Path.Combine(path, owner);
        IEnumerable<string> branches = Directory.Exists(parent)
            ? Children(parent).Where(c => c.StartsWith($"{own}@", StringComparison.Ordinal))
            : [];
        return branches.Select(b => owner + b).Prepend(name).Where(f =>
            SourceRepository.IsAt(Path.Combine(path, f))
            || (project.ExtraPaths.Count > 0 && Directory.Exists(Path.Combine(path, f))));
    }

    private static Checkout Named(string folder) =>
        folder.Split('@', 2) is [{ Length: > 0 } name, { Length: > 0 } branch]
            ? new(name, Uri.UnescapeDataString(branch))
            : new(folder, null);

    private static SourceRepository Of(string? name, string folder, string shownAs, string? branch, Tenant tenant)
    {
        var project = name is null ? null : tenant.Projects?.GetValueOrDefault(name);
        return new(name ?? "this repository", folder, shownAs)
        {
            IsNamed = name is not null,
            Branch = branch,
            Loaded = project?.Loaded,
            ExtraPaths = project?.ExtraPaths ?? [],
            Shadows = project?.Shadows ?? [],
        };
    }

    private static IEnumerable<string> Children(string folder) => Directory.EnumerateDirectories(folder, "*", s_noLinks)
        .Select(f => Path.GetFileName(f)).Where(n => !n.StartsWith('.'));
}
