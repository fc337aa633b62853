using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Reads a scheduler's tenant file, <c>main.yaml</c>.</summary>
internal static class TenantFile
{
    /// <summary>The tenants of a file, in its order. Error ARG0646 if it has none, or not the one that is asked
    /// for.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="name">The only tenant to read; null for all.</param>
    /// <param name="findings">Receives faults of the file.</param>
    public static IReadOnlyList<Tenant> Read(string path, string? name, List<Finding> findings)
    {
        var (text, unreadable) = TextFile.Read(path, path);
        if (unreadable is not null) throw new ArgosyException(unreadable.AsDiagnostic());
        var root = NodeReader.Read(text!, path, findings) as ListNode;
        var tenants = (root?.Items ?? [])
            .OfType<MapNode>()
            .Select(i => i.Find("tenant"))
            .OfType<MapNode>()
            .Select(Of)
            .ToList();
        if (tenants.Count == 0)
            throw new ArgosyException(new Diagnostic("ARG0646", new(path), "no tenant is in this file",
                "Give a list with an entry '- tenant:', as Zuul's scheduler reads it."));
        if (name is null) return tenants;
        var named = tenants.Where(t => t.Name == name).ToList();
        return named.Count > 0
            ? named
            : throw new ArgosyException(new Diagnostic("ARG0646", new(path), $"no tenant '{name}' is in this file",
                Suggestion.For(name, tenants.Select(t => t.Name).OfType<string>())));
    }

    private static Tenant Of(MapNode tenant) => new()
    {
        Name = tenant.Text("name")?.Value,
        MaxJobTimeout = Number(tenant, "max-job-timeout", Tenant.Default.MaxJobTimeout),
        MaxNodesPerJob = Number(tenant, "max-nodes-per-job", Tenant.Default.MaxNodesPerJob),
        DefaultParent = tenant.Text("default-parent")?.Value ?? Tenant.Default.DefaultParent,
        Connections = [.. (tenant.Find("source") as MapNode)?.Entries.Select(e => e.Key.Value) ?? []],
        Projects = Projects(tenant),
    };

    private static Dictionary<string, TenantProject> Projects(MapNode tenant)
    {
        var projects = new Dictionary<string, TenantProject>(StringComparer.Ordinal);
        foreach (var source in (tenant.Find("source") as MapNode)?.Entries.Select(e => e.Value).OfType<MapNode>() ?? [])
        {
            foreach (var (key, trusted) in new[] { ("config-projects", true), ("untrusted-projects", false) })
            {
                foreach (var entry in source.Find(key)?.AsMany ?? []) Add(entry, trusted, MapNode.None, projects);
            }
        }

        return projects;
    }

    // An entry is a name, a name with settings, or a group of entries with common settings.
    private static void Add(Node entry, bool trusted, MapNode settings, Dictionary<string, TenantProject> projects)
    {
        switch (entry)
        {
            case TextNode name:
                projects[Unqualified(name.Value)] = new(
                    trusted,
                    Loaded(settings),
                    [.. settings.Find("extra-config-paths")?.Texts.Select(t => t.Value) ?? []],
                    [.. settings.Find("shadow")?.Texts.Select(t => Unqualified(t.Value)) ?? []],
                    name.Place.Line ?? 1);
                break;
            case MapNode group when group.Find("projects") is { } members:
                foreach (var member in members.AsMany.Where(m => m != entry)) Add(member, trusted, group, projects);
                break;
            case MapNode { Entries: [var (name, own)] }:
                Add(
                    name,
                    trusted,
                    own as MapNode is { } map
                        ? map with { Entries = [.. map.Entries, .. settings.Entries] }
                        : settings,
                    projects);
                break;
        }
    }

    private static HashSet<string>? Loaded(MapNode settings)
    {
        var include = settings.Find("include")?.Texts.Select(t => t.Value);
        var exclude = settings.Find("exclude")?.Texts.Select(t => t.Value).ToList() ?? [];
        if (include is null && exclude.Count == 0) return null;
        // A pragma is no loadable object: it controls how the others are loaded.
        return [.. (include ?? ObjectReader.Kinds).Except(exclude), "pragma"];
    }

    // 'opendev.org/openstack/nova' is 'openstack/nova' of that host.
    private static string Unqualified(string name) =>
        name.Split('/', 2) is [var host, var rest] && host.Contains('.', StringComparison.Ordinal) ? rest : name;

    private static int Number(MapNode map, string key, int absent) =>
        map.Text(key) is { } text && YamlNumber.TryInteger(text, out var number)
            ? (int)Math.Clamp(number, -1, int.MaxValue)
            : absent;
}
