using System.Globalization;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>The configuration with which nginx serves a target.</summary>
/// <param name="Root">The target's folder on the server, absolute.</param>
/// <param name="Listen">What <c>listen</c> gets: a port, or an address with a port.</param>
/// <param name="ServerName">What <c>server_name</c> gets.</param>
/// <param name="HasFixedPackages">Whether a package's bytes never change under its name, so that caches may keep them
/// for ever.</param>
public sealed record NginxConfiguration(
    string Root, string Listen = "80", string ServerName = "_", bool HasFixedPackages = true)
{
    private const int IndexSeconds = 60;
    private const int PackageSeconds = 31_536_000;
    private const string Template = "mirror-nginx.conf";

    /// <summary>The text. Error ARG0591 for a value that can't be in a configuration.</summary>
    public string Write()
    {
        foreach (var value in (string[])[Root, Listen, ServerName]) Check(value);
        using var stream = typeof(NginxConfiguration).Assembly.GetManifestResourceStream(Template)
            ?? throw new InvalidOperationException($"the assembly carries no '{Template}'");
        using var reader = new StreamReader(stream);
        var seconds = HasFixedPackages
            ? $"{PackageSeconds.ToString(CultureInfo.InvariantCulture)}, immutable"
            : $"{IndexSeconds.ToString(CultureInfo.InvariantCulture)}, must-revalidate";
        return reader.ReadToEnd()
            .Replace("@PACKAGE_SECONDS@, immutable", seconds, StringComparison.Ordinal)
            .Replace("@INDEX_SECONDS@", IndexSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@ROOT@", Root.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("@LISTEN@", Listen, StringComparison.Ordinal)
            .Replace("@NAME@", ServerName, StringComparison.Ordinal);
    }

    private static void Check(string value)
    {
        if (value.Length == 0
            || value.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || ";{}\"'$\\#".Contains(c)))
            throw new ArgosyException(new Diagnostic("ARG0591", SourceLocation.CommandLine,
                $"'{value}' can't be a value of nginx's configuration",
                "Write it without blanks, quotes, '$' and ';'."));
    }
}
