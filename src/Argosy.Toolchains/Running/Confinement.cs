using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Runs the steps of a build in their own root: they see their inputs and tools, write to their folders, and
/// have no network, process or variable of the machine.</summary>
/// <remarks>
/// It uses namespaces (mount, process, network, IPC, host name), and a user namespace for ordinary users. All paths are
/// those of the machine, so that debug information and build folders are the same with and without it. If the machine
/// refuses namespaces, a step still has its own PATH, HOME and variables, and its compile commands are audited.
/// </remarks>
public sealed class Confinement
{
    /// <summary>The id of the error for a machine where no root can be entered.</summary>
    public const string NoRootError = "ARG0331";

    private readonly bool _allowed;
    private readonly Lock _lock = new();
    private Task<string?>? _refusal;
    private int _said;

    /// <summary>Confines if the machine allows it.</summary>
    public Confinement()
        : this(allowed: true)
    {
    }

    // Lets tests run without namespaces.
    internal Confinement(bool allowed) => _allowed = allowed;

    /// <summary>Why steps aren't confined here, as a sentence for the user; null if they are.</summary>
    public Task<string?> RefusalAsync(CommandRunner runner)
    {
        lock (_lock) return _refusal ??= ProbeAsync(runner);
    }

    /// <summary>The same, but only for the first call.</summary>
    public async Task<string?> RefusalOnceAsync(CommandRunner runner) =>
        await RefusalAsync(runner) is { } refusal && Interlocked.Exchange(ref _said, 1) == 0 ? refusal : null;

    /// <summary>Runs to the end with any exit code. The command gets its own variables, and those for the toolbox and
    /// the sysroot, and none of the caller's.</summary>
    public async Task<CommandResult> TryRunAsync(
        CommandRunner runner, ConfinedStep step, Architecture architecture, Command command,
        CancellationToken cancellation)
    {
        return (await TryRunLimitedAsync(runner, step, architecture, command, cancellation)).Result;
    }

    /// <summary>The same, and tells at which of the step's limits it failed. On a machine that refuses namespaces, only
    /// time is limited.</summary>
    public async Task<ConfinedOutcome> TryRunLimitedAsync(
        CommandRunner runner, ConfinedStep step, Architecture architecture, Command command,
        CancellationToken cancellation)
    {
        var free = await RefusalAsync(runner) is not null;
        Directory.CreateDirectory(step.Calls);
        if (free) CompilerWrappers.Write(step);
        var variables = Variables(step, architecture, free);
        foreach (var (name, value) in command.Environment) variables[name] = value;
        string[] inner =
        [
            "-i", .. variables.Where(v => v.Value is not null).Select(v => $"{v.Key}={v.Value}"),
            command.Program, .. command.Arguments,
        ];
        var folder = command.Folder ?? step.Scratch;
        if (!free && step.Limits is { } limits)
            return await new LimitedRun(limits, step.Scratch, step.Folders)
                .RunAsync(runner, Confined(step, folder, inner), cancellation);
        var time = command.Timeout ?? step.Limits?.Time;
        return ConfinedOutcome.Of(await runner.TryRunAsync(
            free
                ? new Command("env", inner) { Folder = folder, Timeout = time }
                : Confined(step, folder, inner) with { Timeout = time },
            cancellation), watched: null);
    }

    /// <summary>Runs a command inside a root of a platform, with that root's own programs. Error ARG0331 if the machine
    /// refuses namespaces.</summary>
    public async Task<ConfinedOutcome> RunInRootAsync(
        CommandRunner runner, RootStep step, Command command, CancellationToken cancellation)
    {
        if (await RefusalAsync(runner) is { } refusal) throw StepFailure.NoRoot(step.Root, refusal);
        Directory.CreateDirectory(step.Scratch);
        var root = new ConfinedRoot(Path.GetFullPath(step.Root));
        foreach (var (folder, inside) in step.Writes) root.ShowAt(folder, inside);
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
            ["HOME"] = "/tmp",
            ["LC_ALL"] = "C.UTF-8",
            ["TZ"] = "UTC",
        };
        foreach (var (name, value) in command.Environment) variables[name] = value;
        string[] inner =
        [
            "-i", .. variables.Where(v => v.Value is not null).Select(v => $"{v.Key}={v.Value}"),
            command.Program, .. command.Arguments,
        ];
        var emulated = !runner.Host.Runs(step.Architecture);
        return await new LimitedRun(step.Limits, step.Scratch, [.. step.Writes.Select(w => w.Folder)], emulated)
            .RunAsync(runner, Confined(root, step.Scratch, command.Folder ?? "/tmp", inner), cancellation);
    }

    /// <summary>Runs and expects exit code 0. Errors ARG0302 and ARG0322.</summary>
    public async Task<CommandResult> RunAsync(
        CommandRunner runner, ConfinedStep step, Architecture architecture, Command command,
        CancellationToken cancellation)
    {
        var result = await TryRunAsync(runner, step, architecture, command, cancellation);
        return result.Succeeded ? result : throw StepFailure.Of(command, result);
    }

    private static Command Confined(ConfinedStep step, string folder, IReadOnlyList<string> inner)
    {
        var root = new ConfinedRoot();
        foreach (var (name, text) in CompilerWrappers.Of(step)) root.Write($"/usr/bin/{name}", text, executable: true);
        foreach (var file in step.Tools.Files) root.AddProgram(file);
        var shown = step.Tools.Shown.Concat(step.Reads).Append(step.Sysroot)
            .Select(p => (Path: p, Show: (Action<string>)(s => root.Show(s, writable: false))))
            .Concat(step.Tools.Hidden.Select(p => (Path: p, Show: (Action<string>)root.Hide)))
            .Concat(step.Writes.Append(step.Scratch)
                .Select(p => (Path: p, Show: (Action<string>)(s => root.Show(s, writable: true)))))
            .GroupBy(s => s.Path).Select(g => g.Last())
            .OrderBy(s => HostFiles.Real(s.Path), StringComparer.Ordinal);
        foreach (var (path, show) in shown) show(path);
        return Confined(root, step.Scratch, folder, inner);
    }

    private static Command Confined(ConfinedRoot root, string scratch, string folder, IReadOnlyList<string> command)
    {
        var (script, archive, table) =
            (Path.Combine(scratch, "confine.sh"), Path.Combine(scratch, "root.tar"), Path.Combine(scratch, "mounts"));
        File.WriteAllText(script, CompilerWrappers.Resource("confine.sh"));
        root.Save(archive, table);
        return new(
            "unshare",
            [.. Namespaces(), "sh", script, archive, table, folder, .. root.ReadOnlyBelow, "--", .. command]);
    }

    private static string[] Namespaces()
    {
        string[] kinds =
            ["--mount", "--pid", "--ipc", "--net", "--uts", "--fork", "--kill-child", "--propagation", "private"];
        return Environment.IsPrivilegedProcess ? kinds : ["--user", "--map-root-user", .. kinds];
    }

    private static SortedDictionary<string, string?> Variables(ConfinedStep step, Architecture architecture, bool free)
    {
        var home = Directory.CreateDirectory(Path.Combine(step.Scratch, "home")).FullName;
        return new(StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(':', step.Programs.Concat(free ? [step.Wrappers] : step.Tools.Folders)),
            ["HOME"] = home,
            ["TMPDIR"] = home,
            ["LC_ALL"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["PKG_CONFIG_SYSROOT_DIR"] = step.Sysroot,
            ["PKG_CONFIG_LIBDIR"] =
                $"{step.Sysroot}/usr/lib/{architecture.GnuTriplet}/pkgconfig:{step.Sysroot}/usr/share/pkgconfig",
        };
    }

    private async Task<string?> ProbeAsync(CommandRunner runner)
    {
        if (!_allowed) return Refusal("it is switched off");
        using var scratch = new TemporaryFolder("argosy-confine-");
        try
        {
            var root = new ConfinedRoot();
            foreach (var program in (string[])["/usr/bin/setpriv", "/usr/bin/env", "/usr/bin/true"])
                root.AddProgram(program);
            foreach (var libraries in (string[])["/usr/lib", "/usr/lib64"])
                if (Directory.Exists(libraries)) root.Show(libraries, writable: false);
            root.Show(scratch.Path, writable: true);
            var result = await runner.TryRunAsync(
                Confined(root, scratch.Path, "/tmp", ["true"]), CancellationToken.None);
            return result.Succeeded ? null : Refusal(result.Tail(1));
        }
        catch (Platforms.Diagnostics.ArgosyException e)
        {
            return Refusal(e.Message);
        }
    }

    private static string Refusal(string reason) =>
        $"Build steps aren't confined here ({reason.Trim().TrimEnd('.')}): "
        + "they could see other files of this machine and write to them. "
        + "Allow user namespaces, or in a container mounting (CAP_SYS_ADMIN), to have them confined.";
}
