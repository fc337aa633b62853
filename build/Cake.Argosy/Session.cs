using Argosy.Engine;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;
using Cake.Argosy.Project;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>A run of the build: the model, the command line, and the paths.</summary>
public sealed class Session : CakeContextAdapter, IDisposable
{
    internal Session(ICakeContext context, Host? host = null)
        : base(context)
    {
        Host = host ?? Host.Detect();
        CommandLine.Check(context.Arguments);
        Surroundings.Normalize();
        Root = context.Environment.WorkingDirectory.FullPath;
        Model = Model.Load(Path.Combine(Root, Model.FileName));
        Architectures = Select(Model, context.Arguments.GetArguments("arch"));
        Locked = context.Arguments.HasArgument("locked");
        Paths = new(Root);
    }

    /// <summary>The project's folder, absolute.</summary>
    public string Root { get; }

    /// <summary>The machine that builds: what is of another architecture is cross-built, and emulated to prove it.</summary>
    public Host Host { get; }

    /// <summary>What <c>argosy.yaml</c> says.</summary>
    public Model Model { get; }

    /// <summary>The architectures of this run: all of the model's, or those of <c>--arch=arm64,ppc64le</c>.</summary>
    public IReadOnlyList<Architecture> Architectures { get; }

    /// <summary><c>--locked</c>: a pinned package version that has left the mirror is an error.</summary>
    public bool Locked { get; }

    /// <summary>The paths of outputs.</summary>
    public ProjectPaths Paths { get; }

    /// <summary>The tasks of the graph; null until they are registered.</summary>
    internal TaskRegistration? Registration { get; set; }

    /// <summary>The time stamp of all outputs: <c>SOURCE_DATE_EPOCH</c>, else the commit's time.</summary>
    public SourceDate SourceDate => field ??= SourceDate.Of(Root);

    /// <summary>The running task. An error outside of one.</summary>
    public static TaskRun CurrentTask => TaskRun.Current ?? throw new InvalidOperationException("no task is running");

    /// <summary>Runs programs whose output goes to the running task's log.</summary>
    public static CommandRunner Commands => new(CurrentTask.Log);

    /// <summary>Compilers that one task may run at a time: <c>--jobs</c>, else the machine's processors.</summary>
    public int CompilerJobs => int.TryParse(Arguments.GetArguments("jobs").LastOrDefault(), out var jobs)
        ? jobs
        : System.Environment.ProcessorCount;

    /// <summary>The fuzzers' run time: <c>--fuzz-seconds</c>, else an hour. Error ARG0728 if it isn't a number of seconds.</summary>
    public TimeSpan FuzzTime => Arguments.GetArguments("fuzz-seconds").LastOrDefault() switch
    {
        null => TimeSpan.FromHours(1),
        var text when int.TryParse(text, out var seconds) && seconds > 0 => TimeSpan.FromSeconds(seconds),
        var text => throw new ArgosyException(new Diagnostic("ARG0728", SourceLocation.CommandLine,
            $"--fuzz-seconds is '{text}', which is no number of seconds", "Write --fuzz-seconds=3600, or leave it out for an hour.")),
    };

    /// <summary>Roots of Debian packages.</summary>
    public ProjectRoots Roots => field ??= new(this);

    /// <summary>The pins of all downloads.</summary>
    public ProjectLocks Locks => field ??= new(this);

    /// <summary>Native code.</summary>
    public ProjectNative Native => field ??= new(this);

    /// <summary>Restricts the steps of native and wheel builds to their folders.</summary>
    public Confinement Confinement { get; } = new();

    /// <summary>.NET projects.</summary>
    public ProjectDotnet Dotnet => field ??= new(this);

    /// <summary>Container images.</summary>
    public ProjectImages Images => field ??= new(this);

    /// <summary>Python wheels.</summary>
    public ProjectWheels Wheels => field ??= new(this);

    /// <summary>Debian packages.</summary>
    public ProjectDebs Debs => field ??= new(this);

    /// <summary>Mirrors for a static web server.</summary>
    public ProjectMirrors Mirrors => field ??= new(this);

    /// <summary>Generated CI configuration.</summary>
    public ProjectConfiguration Generated => field ??= new(this);

    /// <summary>The format of sources.</summary>
    public ProjectFormat Format => field ??= new(this);

    /// <summary>Benchmarks.</summary>
    public ProjectBench Bench => field ??= new(this);

    /// <summary>The tasks' outputs.</summary>
    public ProjectOutputs Outputs => field ??= new(this);

    /// <inheritdoc />
    public void Dispose() => Roots.Dispose();

    /// <summary>Test suites; results in <c>artifacts/tests/</c>.</summary>
    public TestSuites Suites => new(Commands, Paths.Tests);

    private static IReadOnlyList<Architecture> Select(Model model, IEnumerable<string> arguments)
    {
        var names = arguments.SelectMany(a => a.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (names.Count == 0) return model.Architectures;
        var wanted = names.Select(n => Architecture.Parse(n, SourceLocation.CommandLine)).ToHashSet();
        var strangers = wanted.Where(a => !model.Architectures.Contains(a)).ToList();
        return strangers.Count == 0
            ? [.. model.Architectures.Where(wanted.Contains)]
            : throw new ArgosyException(new Diagnostic("ARG0721", SourceLocation.CommandLine,
                $"--arch names {string.Join(", ", strangers)}, which {Model.FileName} doesn't list",
                $"Add it there, or choose from: {string.Join(", ", model.Architectures)}."));
    }
}
