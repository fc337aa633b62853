namespace Argosy.Zuul.Model;

/// <summary>The parts of a tenant file that checks need.</summary>
internal sealed record Tenant
{
    /// <summary>Without a tenant file: Zuul's defaults.</summary>
    public static Tenant Default { get; } = new();

    /// <summary>The tenant's name; null without a file.</summary>
    public string? Name { get; init; }

    /// <summary>Seconds; -1 for no limit.</summary>
    public int MaxJobTimeout { get; init; } = ZuulLimits.MaxJobTimeout;

    /// <summary>Nodes of one job; -1 for no limit.</summary>
    public int MaxNodesPerJob { get; init; } = 5;

    /// <summary>The parent of jobs without an explicit one.</summary>
    public string DefaultParent { get; init; } = "base";

    /// <summary>The connections of its sources, such as <c>gerrit</c>; empty without a file.</summary>
    public IReadOnlyList<string> Connections { get; init; } = [];

    /// <summary>Its repositories by name, in the file's order; null without a file.</summary>
    public IReadOnlyDictionary<string, TenantProject>? Projects { get; init; }
}

/// <summary>A repository as a tenant lists it.</summary>
/// <param name="Trusted">Whether it is a config project.</param>
/// <param name="Loaded">Kinds of objects that are loaded; null for all.</param>
/// <param name="ExtraPaths">More files, and folders that end in a slash, to be read.</param>
/// <param name="Shadows">Projects whose jobs it may define again.</param>
/// <param name="Line">Its line in the tenant file.</param>
internal sealed record TenantProject(
    bool Trusted, IReadOnlySet<string>? Loaded, IReadOnlyList<string> ExtraPaths, IReadOnlyList<string> Shadows,
    int Line);
