using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Apt;

/// <summary>A place apt takes a suite from, for source packages.</summary>
/// <param name="Address">The archive's address.</param>
/// <param name="Suite">The suite, such as <c>bookworm</c>.</param>
/// <param name="Component">The component, such as <c>main</c>.</param>
internal sealed partial record AptSource(string Address, string Suite, string Component)
{
    // Release, component and address of every index the machine's apt is configured for, downloaded or not.
    private static readonly Command Configured = new("apt-get", "indextargets", "--no-release-info",
        "--format", "$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)", "Created-By: Packages");

    /// <summary>Where the distribution's own suite comes from: the mirror a user named, else the machine's own apt
    /// configuration, else that of an extracted root of the distribution (mmdebstrap writes one into it).</summary>
    /// <remarks>No mirror's address stands in the code. A machine of another distribution, whose apt doesn't know the
    /// suite, takes the last way.</remarks>
    public static async Task<IReadOnlyList<AptSource>> FindAsync(
        Distribution distribution, string? mirror, string? root, CommandRunner runner, CancellationToken cancellation)
    {
        if (mirror is not null) return [new(mirror, distribution.Codename, "main")];
        var machine = await runner.TryRunAsync(Configured, cancellation);
        var sources = machine.Output.Split('\n').Select(l => l.Split('\t')).Where(f => f.Length == 3)
            .Select(f => new AptSource(f[0], f[1], f[2]));
        var found = Of(distribution, sources);
        var list = root is null ? null : Path.Combine(root, "etc/apt/sources.list");
        return found.Count > 0 || !File.Exists(list) ? found : Of(distribution, ReadList(File.ReadAllText(list)));
    }

    /// <summary>The lines of a <c>sources.list</c> in one-line style.</summary>
    public static IEnumerable<AptSource> ReadList(string text) => Line().Matches(text).SelectMany(m =>
        m.Groups["components"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(c => new AptSource(m.Groups["address"].Value, m.Groups["suite"].Value, c)));

    /// <summary>The line that makes apt read this source's source packages.</summary>
    /// <param name="keyring">The archive's keys, where not among those apt trusts anyway.</param>
    public string SourceLine(string? keyring) =>
        $"deb-src {(keyring is null ? "" : $"[signed-by={keyring}] ")}{Address} {Suite} {Component}";

    private static List<AptSource> Of(Distribution distribution, IEnumerable<AptSource> sources) =>
        [.. sources.Where(s => s.Suite == distribution.Codename && s.Component == "main").Distinct()];

    [GeneratedRegex(@"^deb\s+(\[[^\]]*\]\s+)?(?<address>\S+)\s+(?<suite>\S+)[ \t]+(?<components>[^#\n]+)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
