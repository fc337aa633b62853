using Argosy.Engine;
using Argosy.Engine.Output;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;
using Path = System.IO.Path;

namespace Cake.Argosy.Module.Tests;

/// <summary>The process runner as Cake creates it, in a task with a real log.</summary>
internal sealed class RunnerFixture : IDisposable
{
    private readonly TaskLog _log;
    private readonly TaskProcessRunner _runner;

    public RunnerFixture()
    {
        var environment = new CakeEnvironment(new CakePlatform(), new CakeRuntime());
        var files = new FileSystem();
        var log = new CakeBuildLog(new CakeConsole(environment), Verbosity.Quiet);
        var configuration = new CakeConfiguration(new Dictionary<string, string>());
        var resolution = new ToolResolutionStrategy(
            files, environment, new Globber(files, environment), configuration, log);
        _runner = new(
            files,
            environment,
            log,
            new ToolLocator(environment, new ToolRepository(environment), resolution),
            configuration);
        _log = new(Path.Combine(Folder, "task.log"));
        TaskRun.Current = new("task", _log, CancellationToken.None);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("argosy-process-").FullName;

    /// <summary>The task's log so far.</summary>
    public string Log => TaskLog.Read(_log.Path);

    public IProcess Start(string program, string arguments, ProcessSettings? settings = null)
    {
        settings ??= new();
        settings.Arguments = ProcessArgumentBuilder.FromString(arguments);
        return _runner.Start(program, settings);
    }

    /// <summary>Runs a line of shell to its end.</summary>
    public int Shell(string line, ProcessSettings? settings = null)
    {
        var process = Start("sh", $"-c \"{line.Replace("\"", "\\\"", StringComparison.Ordinal)}\"", settings);
        process.WaitForExit();
        return process.GetExitCode();
    }

    public void Dispose()
    {
        TaskRun.Current = null;
        _log.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
