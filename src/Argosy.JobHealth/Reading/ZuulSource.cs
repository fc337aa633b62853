using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Reading;

/// <summary>Selects the Zuul and the builds to read.</summary>
/// <param name="Address">The address of Zuul's web server, such as <c>https://zuul.example.org</c>; may have a
/// path.</param>
/// <param name="Tenant">The tenant's name.</param>
public sealed record ZuulSource(Uri Address, string Tenant)
{
    /// <summary>Only this project's builds; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>Only this job's builds; null for all.</summary>
    public string? Job { get; init; }

    /// <summary>Only this pipeline's builds; null for all.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Parses an address, also that of a tenant's page as a browser shows it, such as
    /// <c>https://zuul.example.org/t/openstack/builds?pipeline=gate</c>; error ARG0693 for one that isn't http or
    /// https, that contains a password, or that is a page of another tenant.</summary>
    public static ZuulSource Parse(string address, string tenant)
    {
        if (!Uri.TryCreate(address.TrimEnd('/'), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0)
            throw Refused("the value of --zuul is no address of a Zuul");
        var path = uri.AbsolutePath;
        var page = $"{path}/".IndexOf(TenantPages, StringComparison.Ordinal);
        if (page < 0)
            return uri is { Query: "", Fragment: "" }
                ? new(uri, tenant)
                : throw Refused("the value of --zuul is no address of a Zuul");
        var shown = Uri.UnescapeDataString(path[(page + TenantPages.Length)..].Split('/')[0]);
        return shown == tenant || shown.Length == 0
            ? new(new Uri($"{uri.GetLeftPart(UriPartial.Authority)}{path[..page]}"), tenant)
            : throw Refused($"the value of --zuul is a page of the tenant '{shown}', and --tenant is '{tenant}'");
    }

    private const string TenantPages = "/t/";

    private static ArgosyException Refused(string cause) => new(new Diagnostic("ARG0693", SourceLocation.CommandLine,
        cause, "Write the address of its web page, such as https://zuul.example.org, without a user or a query."));

    /// <summary>The address of the builds, without paging.</summary>
    internal string Builds => $"{Address.AbsoluteUri.TrimEnd('/')}/api/tenant/{Uri.EscapeDataString(Tenant)}/builds";

    /// <summary>The filter of the reading as a query; coverage is recorded under it.</summary>
    internal string Filter => string.Join('&', ((string Name, string? Value)[])
        [("project", Project), ("job_name", Job), ("pipeline", Pipeline)]
        is var parts
            ? parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")
            : []);

    internal Uri Page(int limit, int skip) =>
        new($"{Builds}?{(Filter is { Length: > 0 } filter ? $"{filter}&" : "")}limit={limit}&skip={skip}");
}
