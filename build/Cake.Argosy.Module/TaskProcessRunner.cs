using System.Collections;
using Argosy.Engine;
using Argosy.Processes.Spawning;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Argosy.Module;

/// <summary>Cake's process runner, except that a task's processes write to the task's log and not over each
/// other.</summary>
/// <remarks>If the script doesn't read the output itself, the process is a <see cref="ChildProcess"/>: the task's own
/// thread reads and waits, where .NET wakes several. Programs that can't be started this way are left to Cake: it
/// either starts them or gives the reason.</remarks>
[CallsTasks]
internal sealed class TaskProcessRunner(
    IFileSystem files, ICakeEnvironment environment, ICakeLog log, IToolLocator tools, ICakeConfiguration configuration)
    : IProcessRunner
{
    private readonly ProcessRunner _inner = new(files, environment, log, tools, configuration);
    private readonly bool _showsCommands = configuration.GetValue("Settings_ShowProcessCommandLine") is not null;

    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        if (TaskRun.Current is not { } run) return _inner.Start(filePath, settings);
        // A task that continues after Ctrl-C, to its next program, ends here.
        run.Cancellation.ThrowIfCancellationRequested();
        if (!ReadsItself(settings) && !_showsCommands && TryStart(run, filePath.FullPath, settings) is { } child)
            return child;
        if (!settings.RedirectStandardOutput) Capture(run, settings.SetRedirectStandardOutput(true));
        if (!settings.RedirectStandardError) CaptureError(run, settings.SetRedirectStandardError(true));
        return new RedirectedProcess(_inner.Start(filePath, settings));
    }

    private static bool ReadsItself(ProcessSettings settings) =>
        settings.RedirectStandardOutput || settings.RedirectStandardError || settings.StandardInput.HasValue;

    private LoggedProcess? TryStart(TaskRun run, string program, ProcessSettings settings)
    {
        // Cake runs Windows programs with mono.
        if (program.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)
            || ProgramSearch.TryFind(program) is not { } file) return null;
        var arguments = settings.Arguments ?? new ProcessArgumentBuilder();
        var folder = settings.NoWorkingDirectory
            ? Environment.CurrentDirectory
            : (settings.WorkingDirectory ?? environment.WorkingDirectory).MakeAbsolute(environment).FullPath;
        if (!settings.Silent)
            log.Verbose(Verbosity.Diagnostic, "Executing: {0}", $"{program} {arguments.RenderSafe()}".TrimEnd());
        return Spawn.TryStart(
            file, [program, .. ArgumentText.Split(arguments.Render())], Variables(settings), folder)
            is var (process, output)
                ? new(new(program, process, output, run.Log))
                : null;
    }

    // As in Cake: the build's own, two that describe Cake, the call's.
    private List<string> Variables(ProcessSettings settings)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value;
        variables["CAKE"] = "True";
        variables["CAKE_VERSION"] = environment.Runtime.CakeVersion.ToString(3);
        foreach (var (name, value) in settings.EnvironmentVariables ?? new Dictionary<string, string>())
            variables[name] = value;
        return [.. variables.Where(v => v.Value is not null).Select(v => $"{v.Key}={v.Value}")];
    }

    private static void Capture(TaskRun run, ProcessSettings settings) =>
        settings.RedirectedStandardOutputHandler = line => Pass(run, line);

    private static void CaptureError(TaskRun run, ProcessSettings settings) =>
        settings.RedirectedStandardErrorHandler = line => Pass(run, line);

    private static string Pass(TaskRun run, string line)
    {
        if (line is not null) run.Log(line);
        return line!;
    }
}
