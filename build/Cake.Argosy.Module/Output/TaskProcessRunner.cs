using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Argosy.Module.Output;

/// <summary>Cake's process runner, except that a task's processes write to the task's log and not over each other.
/// </summary>
internal sealed class TaskProcessRunner(
    IFileSystem files, ICakeEnvironment environment, ICakeLog log, IToolLocator tools, ICakeConfiguration configuration)
    : IProcessRunner
{
    private readonly ProcessRunner _inner = new(files, environment, log, tools, configuration);

    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        if (TaskRun.Current is { } run)
        {
            if (!settings.RedirectStandardOutput) Capture(run, settings.SetRedirectStandardOutput(true));
            if (!settings.RedirectStandardError) CaptureError(run, settings.SetRedirectStandardError(true));
        }

        return _inner.Start(filePath, settings);
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
