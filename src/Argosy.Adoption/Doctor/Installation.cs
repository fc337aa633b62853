using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Adoption.Doctor;

/// <summary>Installs what is missing: Debian packages, then qemu's registration with the kernel. Both need root; an
/// ordinary user becomes root by sudo.</summary>
/// <param name="machine">The machine as it was.</param>
/// <param name="say">Receives a line before each change of the machine.</param>
/// <param name="log">Receives the programs' output.</param>
public sealed class Installation(Machine machine, Action<string> say, Action<string> log)
{
    private const string Who = "argosy doctor";
    private const string Binfmt = "/proc/sys/fs/binfmt_misc";

    private readonly CommandRunner _runner = new(log);

    /// <summary>Installs what the checks name. Errors ARG0730 without apt, ARG0781 without root, ARG0731 and ARG0732 of
    /// apt.</summary>
    public async Task RunAsync(IReadOnlyList<Check> checks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var missing = checks.Where(c => c is { State: CheckState.Missing, Package: not null }).Select(c => c.Package!)
            .ToList();
        if (!machine.HasApt)
            throw Error("ARG0730", Who, "this is neither Debian nor Ubuntu",
                "Install by hand what 'argosy doctor' names.");
        if (missing.Count > 0) await InstallAsync(missing, cancellation);
        var isForeign = checks.Any(c =>
            c.State == CheckState.Missing && c.Name.StartsWith("qemu for ", StringComparison.Ordinal));
        if (isForeign) await RegisterAsync(cancellation);
    }

    private async Task InstallAsync(List<string> missing, CancellationToken cancellation)
    {
        var names = string.Join(' ', missing);
        if (!await CanBeRootAsync(cancellation))
            throw Error("ARG0781", Who, $"{names} must be installed, which needs root, and sudo isn't there or refuses",
                $"As root, run: apt-get update && apt-get install --no-install-recommends {names}");
        say($"{Who}: installing {names} (needs root)");
        if (!await AsRootAsync(["apt-get", "update", "-qq"], cancellation))
            throw Error("ARG0731", "apt-get", "the package lists can't be fetched",
                "Check the network, then run it again.");
        // Services of the packages aren't needed by builds: offline, systemd starts none at their installation.
        string[] install =
        [
            "env", "DEBIAN_FRONTEND=noninteractive", "SYSTEMD_OFFLINE=1", "apt-get", "install", "-y", "-qq",
            "--no-install-recommends", .. missing,
        ];
        if (!await AsRootAsync(install, cancellation))
            throw Error("ARG0732", "apt-get", $"{names} can't be installed", "The lines above say why.");
    }

    private async Task RegisterAsync(CancellationToken cancellation)
    {
        if (!await CanBeRootAsync(cancellation))
        {
            say($"{Who}: registering qemu with binfmt_misc needs root, and sudo isn't there or refuses; "
                + "proofs inside foreign roots will be inconclusive");
            return;
        }

        say($"{Who}: registering qemu with binfmt_misc (needs root)");
        if (!File.Exists($"{Binfmt}/status"))
            _ = await AsRootAsync(["mount", "-t", "binfmt_misc", "binfmt_misc", Binfmt], cancellation);
        if (Directory.Exists(Binfmt) && Directory.EnumerateFiles(Binfmt, "qemu-*").Any()) return;
        if (!await AsRootAsync(["update-binfmts", "--import"], cancellation)
            || !await AsRootAsync(["update-binfmts", "--enable"], cancellation))
            say($"{Who}: qemu couldn't be registered; proofs inside foreign roots will be inconclusive");
    }

    // It may ask for a password, on the terminal.
    private async Task<bool> CanBeRootAsync(CancellationToken cancellation) => machine.IsRoot
        || (machine.HasSudo && (await _runner.TryRunAsync(new("sudo", "-v"), cancellation)).Succeeded);

    private async Task<bool> AsRootAsync(string[] command, CancellationToken cancellation)
    {
        try
        {
            var started = machine.IsRoot ? new Command(command[0], command[1..]) : new Command("sudo", command);
            return (await _runner.TryRunAsync(started, cancellation)).Succeeded;
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            log(e.Message);
            return false;
        }
    }

    private static ArgosyException Error(string id, string place, string cause, string remedy) =>
        new(new Diagnostic(id, new(place), cause, remedy));
}
