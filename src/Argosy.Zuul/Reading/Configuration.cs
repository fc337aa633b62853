using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>All configuration below a folder: one repository's, or that of a folder of them.</summary>
/// <param name="Tenant">The tenant's settings, or Zuul's defaults.</param>
/// <param name="Whole">Whether this is the whole tenant, so that missing names are undefined.</param>
/// <param name="Repositories">In ordinal order of their names.</param>
/// <param name="Objects">In the order of repositories and files.</param>
/// <param name="Findings">Faults of the files themselves.</param>
/// <param name="Files">The number of files read.</param>
internal sealed record Configuration(Tenant Tenant, bool Whole, IReadOnlyList<SourceRepository> Repositories,
    IReadOnlyList<ZuulObject> Objects, IReadOnlyList<Finding> Findings, int Files)
{
    /// <summary>Reads the configuration of each tenant of a file, or, without one, that of the folder. Error ARG0646
    /// if there is none, or nothing of any tenant.</summary>
    /// <param name="source">The folders.</param>
    /// <param name="tenantFile">A tenant file, or null.</param>
    /// <param name="tenantName">The only tenant to read; null for all.</param>
    /// <param name="whole">Whether the whole tenant is there; assumed with a tenant file.</param>
    /// <param name="cancellation">Ends reading between repositories.</param>
    public static IReadOnlyList<Configuration> Read(
        ConfigurationSource source, string? tenantFile, string? tenantName, bool whole, CancellationToken cancellation)
    {
        if (tenantFile is null) return [Read(source, Tenant.Default, null, whole, [], cancellation)];
        var findings = new List<Finding>();
        var tenants = TenantFile.Read(tenantFile, tenantName, findings);
        if (SourceRepository.IsAt(source.Path)) tenants = TenantsOf(source, tenants);
        var read = tenants
            .Select((t, i) => Read(source, t, tenantFile, whole: true, i == 0 ? findings : [], cancellation))
            .ToList();
        if (read.Sum(r => r.Objects.Count + r.Findings.Count(f => f.Kind != FindingKinds.s_absentRepository)) == 0)
            throw new ArgosyException(new Diagnostic("ARG0646", new(source.Path),
                tenants.Count == 1
                    ? $"nothing of the tenant '{tenants[0].Name}' is here"
                    : "nothing of the file's tenants is here",
                "Check out the repositories that the tenant lists as owner/name/, and give their folder."));
        return read;
    }

    // A checkout's folder may have any name: what its project is must be said.
    private static IReadOnlyList<Tenant> TenantsOf(ConfigurationSource source, IReadOnlyList<Tenant> tenants)
    {
        var listed = tenants.SelectMany(t => t.Projects?.Keys ?? []).Distinct().ToList();
        if (source.As is not { } known)
            throw new ArgosyException(new Diagnostic("ARG0646", new(source.Path),
                $"the folder is one repository, and its name doesn't say which of the tenant's {listed.Count} it is",
                "Say so with --as owner/name, or give a folder that has all of them as owner/name/."));
        return tenants.Any(t => t.Projects?.ContainsKey(known.Name) == true)
            ? [.. tenants.Where(t => t.Projects?.ContainsKey(known.Name) == true)]
            : throw new ArgosyException(new Diagnostic("ARG0646", new(source.Path),
                $"no tenant of the file lists '{known.Name}'",
                Suggestion.TryNearest(known.Name, listed) is { } near
                    ? $"Did you mean '{near}'?"
                    : "Give the name that the tenant lists."));
    }

    private static Configuration Read(
        ConfigurationSource source, Tenant tenant, string? tenantFile, bool whole, List<Finding> findings,
        CancellationToken cancellation)
    {
        var repositories = RepositoryFolder.Find(source, tenant);
        if (repositories.Count == 0 && tenantFile is null)
        {
            throw new ArgosyException(new Diagnostic("ARG0646", new(source.Path), "no Zuul configuration is here",
                "Give a repository with zuul.yaml, zuul.d/, .zuul.yaml or .zuul.d/, "
                + "or a folder of such repositories."));
        }

        var read =
            new (IReadOnlyList<ZuulObject> Objects, IReadOnlyList<Finding> Findings, int Files)[repositories.Count];
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancellation },
            i => read[i] = ObjectReader.Read(repositories[i]));
        findings.AddRange(Absent(source.Path, tenant, tenantFile, repositories));
        ZuulObject[] objects = [.. read.SelectMany(r => r.Objects)];
        if (tenantFile is not null && objects.Length == 0)
            findings.Add(FindingKinds.s_absentRepository.Error(new(tenantFile),
                $"nothing of the tenant '{tenant.Name}' is in the folder",
                "Check out its repositories there, or choose other tenants with --tenant-name."));
        findings.AddRange(read.SelectMany(r => r.Findings));
        findings.AddRange(Trust.Settle(repositories, objects, tenant));
        return new(
            tenant, whole, repositories, [.. objects.Select(OfItsBranch)], findings, read.Sum(r => r.Files));
    }

    private static IEnumerable<Finding> Absent(
        string path, Tenant tenant, string? tenantFile, IReadOnlyList<SourceRepository> repositories)
    {
        var there = repositories.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (listed, project) in tenant.Projects ?? new Dictionary<string, TenantProject>())
        {
            if (there.Contains(listed) || Path.Exists(Path.Combine(path, listed))) continue;
            yield return FindingKinds.s_absentRepository.Warning(new(tenantFile!, project.Line),
                $"the tenant's repository '{listed}' isn't in the folder",
                "Check it out there: what it defines counts as undefined.");
        }
    }

    // Objects of a branched, untrusted project are for their own branch.
    private static ZuulObject OfItsBranch(ZuulObject o) =>
        o.Source is { Branch: { } branch, Trusted: false } && o.Branches.Count == 0 && o.ImpliesBranches != false
            ? o with { Branches = [branch] }
            : o;
}
