using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Apt;

/// <summary>A place apt takes a suite from, for source packages.</summary>
/// <param name="Address">The archive's address.</param>
/// <param name="Suite">The suite, such as <c>bookworm</c>.</param>
/// <param name="Component">The component, such as <c>main</c>.</param>
internal sealed record AptSource(string Address, string Suite, string Component)
{
    // Release, component and address of every index the machine's apt is configured for, downloaded or not.
    private static readonly Command Configured = new("apt-get", "indextargets", "--no-release-info",
        "--format", "$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)", "Created-By: Packages");

    /// <summary>Where the distribution's own suite comes from: the mirror a user named, else the machine's own apt
    /// configuration, else the archive that roots are made from.</summary>
    /// <remarks>No mirror's address stands in the code. A machine of another release, whose apt doesn't know the suite,
    /// takes the last way.</remarks>
    public static async Task<IReadOnlyList<AptSource>> FindAsync(
        Distribution distribution, string? mirror, CommandRunner runner, CancellationToken cancellation)
    {
        if (mirror is not null) return [new(mirror, distribution.Codename, "main")];
        var machine = await runner.TryRunAsync(Configured, cancellation);
        var found = machine.Output.Split('\n').Select(l => l.Split('\t')).Where(f => f.Length == 3)
            .Select(f => new AptSource(f[0], f[1], f[2]))
            .Where(s => s.Suite == distribution.Codename && s.Component == "main").Distinct().ToList();
        return found.Count > 0
            ? found
            : [.. (await DebianArchive.AddressesAsync(distribution, runner, cancellation))
                .Select(address => new AptSource(address, distribution.Codename, "main"))];
    }

    /// <summary>The line that makes apt read this source's source packages.</summary>
    /// <param name="keyring">The archive's keys, where not among those apt trusts anyway.</param>
    public string SourceLine(string? keyring) =>
        $"deb-src {(keyring is null ? "" : $"[signed-by={keyring}] ")}{Address} {Suite} {Component}";
}
