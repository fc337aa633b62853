using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Apt;

/// <summary>A source of a suite for apt, for source packages.</summary>
/// <param name="Address">The archive's address.</param>
/// <param name="Suite">The suite, such as <c>bookworm</c>.</param>
/// <param name="Component">The component, such as <c>main</c>.</param>
internal sealed record AptSource(string Address, string Suite, string Component)
{
    // Release, component and address of every index the machine's apt is configured for, downloaded or not.
    private static readonly Command Configured = new("apt-get", "indextargets", "--no-release-info",
        "--format", "$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)", "Created-By: Packages");

    /// <summary>The sources of the distribution's own suite: the mirror a user named, else the machine's own apt
    /// configuration, else the archive from which roots are made.</summary>
    /// <remarks>The code contains no mirror's address. A machine of another release, whose apt doesn't have the suite,
    /// uses the last source.</remarks>
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
    /// <param name="keyring">The archive's keys, if apt doesn't trust them by default.</param>
    public string SourceLine(string? keyring) =>
        $"deb-src {(keyring is null ? "" : $"[signed-by={keyring}] ")}{Address} {Suite} {Component}";
}
