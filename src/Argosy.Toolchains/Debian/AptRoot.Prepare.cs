using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Toolchains.Debian;

internal sealed partial class AptRoot
{
    /// <summary>Fetches a platform's indexes, with retries as in <see cref="RootOptions.RetryWaits"/>.</summary>
    /// <remarks><para><c>mmdebstrap --variant=extract --simulate</c> leaves an apt root for the foreign architecture,
    /// with keys, sources and indexes, which all sets of the platform share; extracting each set with a separate
    /// mmdebstrap would fetch the indexes (9 MB packed) once per set.</para>
    /// <para>A suite besides the main one (updates, security) that stays broken is left out with a note: mirrors of the
    /// rarer architectures lag, and pinned packages are mostly elsewhere. The main suite is required, and so is the
    /// security suite without a lock: see <see cref="MissingSecurity"/>.</para>
    /// </remarks>
    public static async Task<AptRoot> PrepareAsync(
        CommandRunner runner, Platform platform, RootOptions options, CancellationToken cancellation)
    {
        var sources = options.Sources?.Invoke(platform) ?? AptSources.ForPlatform(platform, options.Mirror);
        if (sources.Any(s => !s.Unsigned) && !File.Exists(AptSource.Keyring))
        {
            throw new ArgosyException(new Diagnostic("ARG0313", new(AptSource.Keyring),
                "Debian's archive keys aren't there, so that no package can be trusted",
                "Install debian-archive-keyring."));
        }

        var settings = await SettingsAsync(cancellation);
        if (sources.Count == 0) sources = await DefaultsAsync(runner, platform, options.CacheFolder, cancellation);
        var notes = new List<string>();
        Diagnostic? security = null;
        for (var attempt = 0; ; attempt++)
        {
            var owned = NewFolder(options.CacheFolder);
            try
            {
                var result = await runner.TryRunAsync(
                    Mmdebstrap(platform, RootOf(owned), sources, settings, "cleanup/apt"), cancellation);
                if (result.Succeeded) return Open(runner, platform, owned, settings, notes, security);
                owned.Dispose();
                var broken = sources.Where(s => s.IsNamedIn(result.Error)).ToList();
                var optional = broken.Count > 0 && broken.All(s => s.Kind != SuiteKind.Main);
                if (attempt < (optional ? Math.Min(1, options.RetryWaits.Count) : options.RetryWaits.Count))
                {
                    await Task.Delay(options.RetryWaits[attempt], cancellation);
                    continue;
                }

                if (!optional) throw Unreachable(platform, broken, result);
                if (broken.FirstOrDefault(s => s.Kind == SuiteKind.Security) is { } fixes)
                    security = WithoutFixes(platform, fixes, result);
                sources = [.. sources.Except(broken)];
                notes.AddRange(broken.Select(s =>
                    $"{platform}: suite {s.Suite} of {s.Uri} was left out, since its index "
                    + $"for {platform.Architecture} can't be read: {Reason(s, result)}."));
            }
            catch
            {
                owned.Dispose();
                throw;
            }
        }
    }

    private static AptRoot Open(
        CommandRunner runner, Platform platform, OwnedFolder owned, IReadOnlyList<string> settings,
        IReadOnlyList<string> notes, Diagnostic? security)
    {
        var folder = RootOf(owned);
        var configuration = Path.Combine(owned.Path, "apt.conf");
        var architecture = platform.Architecture.DebianName;
        File.WriteAllLines(configuration,
        [
            $"Dir \"{folder}\";",
            $"Dir::State::status \"{folder}/var/lib/dpkg/status\";",
            $"APT::Architecture \"{architecture}\";",
            $"APT::Architectures {{ \"{architecture}\"; }};",
            "APT::Install-Recommends \"false\";",
            // The caller owns the folders; apt's own user couldn't write there.
            "APT::Sandbox::User \"root\";",
            "Acquire::Retries \"3\";",
            .. settings.Select(s => $"{s};"),
        ]);
        return new(runner, platform, owned, configuration, notes) { MissingSecurity = security };
    }

    private static Command Mmdebstrap(
        Platform platform, string folder, IReadOnlyList<AptSource> sources, IReadOnlyList<string> settings,
        string skip) =>
        new("mmdebstrap",
        [
            "--variant=extract", "--simulate", "--mode=chrootless",
            // From version 1.4 on mmdebstrap refuses this mode to root, since installed packages could change the
            // machine. Nothing is installed here.
            $"--skip=check/chrootless,{skip}",
            $"--architectures={platform.Architecture.DebianName}",
            // Whole runs are tried again, with longer waits than apt's own.
            "--aptopt=Acquire::Retries \"0\"",
            .. settings.Select(s => $"--aptopt={s}"),
            platform.Distribution.Codename, folder, .. sources.Select(s => s.ToString()),
        ])
        {
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8", ["APT_CONFIG"] = null },
        };

    /// <summary>For a machine without a Debian archive in its configuration: mmdebstrap's default.</summary>
    public static async Task<IReadOnlyList<AptSource>> DefaultsAsync(
        CommandRunner runner, Platform platform, string cacheFolder, CancellationToken cancellation)
    {
        using var owned = NewFolder(cacheFolder);
        await runner.RunAsync(Mmdebstrap(platform, RootOf(owned), [], [], "update"), cancellation);
        return AptSources.Parse(
            await File.ReadAllTextAsync(Path.Combine(RootOf(owned), "etc/apt/sources.list"), cancellation));
    }

    private static OwnedFolder NewFolder(string cacheFolder) => new(Path.Combine(cacheFolder, "working"));

    private static string RootOf(OwnedFolder owned) => Path.Combine(owned.Path, "root");

    // The machine's settings for archives (proxies, certificates, trust in old indexes) apply here too.
    private static async Task<IReadOnlyList<string>> SettingsAsync(CancellationToken cancellation)
    {
        var dump = await new CommandRunner(_ => { }).RunAsync(new Command("apt-config", "dump"), cancellation);
        return [.. dump.Output.Split('\n').Where(l => Carried().IsMatch(l)).Select(l => l.TrimEnd(';'))];
    }

    private static ArgosyException Unreachable(Platform platform, IReadOnlyList<AptSource> broken, CommandResult result)
    {
        var place = new SourceLocation(broken.FirstOrDefault(s => s.Kind == SuiteKind.Main)?.Uri ?? "mmdebstrap");
        return NoNetwork().IsMatch(result.Error)
            ? new(new Diagnostic("ARG0303", place, $"the mirror doesn't answer, for {platform}:\n{result.Tail(6)}\n",
                "Check the network and the machine's proxy, or name another mirror in argosy.yaml (debian: mirror:)."))
            : new(new Diagnostic("ARG0304", place, $"its index for {platform} can't be used:\n{result.Tail(20)}\n",
                "Try again later, or name another mirror in argosy.yaml (debian: mirror:)."));
    }

    private static Diagnostic WithoutFixes(Platform platform, AptSource source, CommandResult result) => new(
        "ARG0304", new(source.Uri),
        $"the security suite {source.Suite} can't be read for {platform}, so that packages would lack fixes: "
            + $"{Reason(source, result)}",
        "Try again later, take another mirror, pin what is known by locks, or allow it with a reason: "
            + $"debian: allow-differences: {{{platform.Architecture}: …}} in {Model.FileName}.");

    private static string Reason(AptSource source, CommandResult result) =>
        result.Error.Split('\n')
            .FirstOrDefault(l => l.StartsWith("E: ", StringComparison.Ordinal) && source.IsNamedIn(l)) is { } line
                ? line[3..].Replace("  ", ": ", StringComparison.Ordinal).TrimEnd('.')
                : "it is not available";

    [GeneratedRegex(@"^Acquire::(https?(::\S+)?|Check-Valid-Until|Check-Date) "".+"";$")]
    private static partial Regex Carried();

    [GeneratedRegex("Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|Cannot initiate the connection|timed out|Network is unreachable|Connection refused|Connection failed")]
    private static partial Regex NoNetwork();
}
