using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Toolchains.Debian;

/// <summary>A platform's package indexes in a separate apt root, for every set of that platform.</summary>
/// <remarks>mmdebstrap prepares it (<see cref="PrepareAsync"/>), apt resolves and downloads in it. It doesn't change
/// the machine's own package state, and needs neither root nor emulation. The owner disposes it.</remarks>
internal sealed partial class AptRoot : IDisposable
{
    // For output that only this class reads, which would be useless in a log.
    private static readonly CommandRunner s_quiet = new(_ => { });

    private readonly CommandRunner _runner;
    private readonly Platform _platform;
    private readonly OwnedFolder _owned;
    private readonly string _configuration;

    private AptRoot(
        CommandRunner runner, Platform platform, OwnedFolder owned, string configuration, IReadOnlyList<string> notes)
    {
        _runner = runner;
        _platform = platform;
        _owned = owned;
        _configuration = configuration;
        Notes = notes;
    }

    /// <summary>The unavailable parts of this platform's archive.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Error ARG0304 for a security suite that couldn't be read; null if all could. The caller decides: pinned
    /// packages need no current index.</summary>
    public Diagnostic? MissingSecurity { get; private init; }

    /// <summary>Everything these packages need, with current versions; ARG0305 or ARG0306 if that is
    /// impossible.</summary>
    public async Task<IReadOnlyList<LockedPackage>> ResolveAsync(PackageSet set, CancellationToken cancellation)
    {
        var result = await s_quiet.TryRunAsync(
            Apt("apt-get", ["install", "--simulate", "-qq", "--yes", .. set.Packages]), cancellation);
        if (!result.Succeeded) throw await UnresolvedAsync(set, result, cancellation);
        var chosen = Installed().Matches(result.Output).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).ToHashSet();
        var known = await FindAsync([.. chosen.Select(c => c.Item1)], cancellation);
        return [.. known.Where(p => chosen.Contains((p.Name, p.Version))).DistinctBy(p => p.Name)];
    }

    /// <summary>Every version that the archive has of these packages, sorted by name.</summary>
    public async Task<IReadOnlyList<LockedPackage>> FindAsync(
        IReadOnlyList<string> names, CancellationToken cancellation)
    {
        // apt-cache fails when one of many is unknown: the others are still printed.
        var shown = await s_quiet.TryRunAsync(
            Apt("apt-cache", ["show", "--all-versions", .. names]), cancellation);
        return
        [
            .. shown.Output.Split("\n\n").Select(Stanza).OfType<LockedPackage>()
                .OrderBy(p => p.Name, StringComparer.Ordinal)
        ];
    }

    /// <summary>Fetches exactly these versions into a folder, under any names.</summary>
    public async Task<CommandResult> DownloadAsync(
        IEnumerable<LockedPackage> packages, string folder, CancellationToken cancellation) =>
        await _runner.TryRunAsync(Apt("apt-get", ["download", "-qq", .. packages.Select(p => $"{p.Name}={p.Version}")])
            with
        { Folder = folder }, cancellation);

    /// <inheritdoc />
    public void Dispose() => _owned.Dispose();

    private Command Apt(string program, IReadOnlyList<string> arguments) => new(program, arguments)
    {
        Environment = new Dictionary<string, string?> { ["APT_CONFIG"] = _configuration, ["LC_ALL"] = "C.UTF-8" },
    };

    private async Task<ArgosyException> UnresolvedAsync(
        PackageSet set, CommandResult result, CancellationToken cancellation)
    {
        var where = $"{_platform.Architecture} in {_platform.Distribution.Codename}";
        var absent = Absent().Matches(result.Error).Select(m => m.Groups[1].Value).Distinct().ToList();
        if (absent.Count == 0)
        {
            // In quiet mode apt doesn't report what is unmet.
            var loud = await s_quiet.TryRunAsync(
                Apt("apt-get", ["install", "--simulate", "--yes", .. set.Packages]), cancellation);
            var unmet = UnmetDependencies.In(loud.Output + "\n" + loud.Error);
            return new(new Diagnostic("ARG0306", set.Place, unmet.Count > 0
                ? $"the packages of '{set.Name}' can't be installed together for {where}: {string.Join("; ", unmet)}"
                : $"the packages of '{set.Name}' can't be installed together for {where}:\n{result.Tail(20)}\n",
                "Leave out one of those that conflict."));
        }

        var names = await s_quiet.RunAsync(Apt("apt-cache", ["pkgnames"]), cancellation);
        var known = names.Output.Split('\n');
        return new([.. absent.Select(name => new Diagnostic(
            "ARG0305", set.PlaceOf(name) ?? set.Place, $"package '{name}' not found for {where}",
            Suggestion.TryNearest(name, known) is { } near
                ? $"Did you mean '{near}'?"
                : "Check its name, or leave this architecture out."))]);
    }

    private static LockedPackage? Stanza(string text)
    {
        var name = Field("Package");
        var version = Field("Version");
        return name is not null && version is not null
            && Field("SHA256") is { } hex && Digest.TryParse(hex) is { } digest
                ? new(name, version, digest)
                : null;

        string? Field(string field) => text.Split('\n')
            .FirstOrDefault(l => l.StartsWith($"{field}: ", StringComparison.Ordinal))?[(field.Length + 2)..].Trim();
    }

    [GeneratedRegex(@"^Inst (\S+) \((\S+) ", RegexOptions.Multiline)]
    private static partial Regex Installed();

    [GeneratedRegex(@"^E: (?:Unable to locate package |Package ')([^\s']+)", RegexOptions.Multiline)]
    private static partial Regex Absent();
}
