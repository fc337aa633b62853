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
    /// <summary>Reads it. Error ARG0646 if there is none.</summary>
    /// <param name="path">A repository, or a folder with <c>owner/name</c> or <c>name</c> folders.</param>
    /// <param name="tenantFile">A tenant file, or null.</param>
    /// <param name="whole">Whether the whole tenant is there; assumed with a tenant file.</param>
    /// <param name="name">The repository's name, if the path is a single one; null for its folder's name.</param>
    /// <param name="cancellation">Ends reading between repositories.</param>
    public static Configuration Read(
        string path, string? tenantFile, bool whole, string? name, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var tenant = tenantFile is null ? Tenant.Default : TenantFile.Read(tenantFile, findings);
        var repositories = RepositoryFolder.Find(path, tenant, name);
        if (repositories.Count == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0646", new(path), "no Zuul configuration is here",
                "Give a repository with zuul.yaml, zuul.d/, .zuul.yaml or .zuul.d/, "
                + "or a folder of such repositories."));
        }

        var read =
            new (IReadOnlyList<ZuulObject> Objects, IReadOnlyList<Finding> Findings, int Files)[repositories.Count];
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancellation },
            i => read[i] = ObjectReader.Read(repositories[i]));
        foreach (var (listed, project) in tenant.Projects ?? new Dictionary<string, TenantProject>())
        {
            if (Path.Exists(Path.Combine(path, listed)) || repositories.Any(r => r.Name == listed)) continue;
            findings.Add(FindingKinds.s_absentRepository.Warning(new(tenantFile!, project.Line),
                $"the tenant's repository '{listed}' isn't in the folder",
                "Check it out there: what it defines counts as undefined."));
        }

        ZuulObject[] objects = [.. read.SelectMany(r => r.Objects)];
        findings.AddRange(read.SelectMany(r => r.Findings));
        findings.AddRange(Trust.Settle(repositories, objects, tenant));
        return new(tenant, whole || tenantFile is not null, repositories, objects, findings, read.Sum(r => r.Files));
    }
}
