using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Processes;
using Cake.Argosy.Module;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>A run of the build: the model, the command line, and where things are.</summary>
public sealed partial class Session : CakeContextAdapter
{
    internal Session(ICakeContext context)
        : base(context)
    {
        CommandLine.Check(context.Arguments);
        Root = context.Environment.WorkingDirectory.FullPath;
        Model = Model.Load(Path.Combine(Root, Model.FileName));
        Architectures = Select(Model, context.Arguments.GetArguments("arch"));
        Locked = context.Arguments.HasArgument("locked");
        Paths = new(Root);
    }

    /// <summary>The project's folder, absolute.</summary>
    public string Root { get; }

    /// <summary>What <c>argosy.yaml</c> says.</summary>
    public Model Model { get; }

    /// <summary>The architectures of this run: all of the model's, or those of <c>--arch=arm64,ppc64le</c>.</summary>
    public IReadOnlyList<Architecture> Architectures { get; }

    /// <summary><c>--locked</c>: a pinned package version that has left the mirror is an error.</summary>
    public bool Locked { get; }

    /// <summary>Where things land.</summary>
    public ProjectPaths Paths { get; }

    /// <summary>The time stamp of everything that is made: <c>SOURCE_DATE_EPOCH</c>, else the commit's time.</summary>
    public SourceDate SourceDate => field ??= SourceDate.Of(Root);

    /// <summary>The running task. Outside of one there is none to report to.</summary>
    public static TaskRun CurrentTask => TaskRun.Current ?? throw new InvalidOperationException("no task is running");

    /// <summary>Runs programs whose output goes to the running task's log.</summary>
    public static CommandRunner Commands => new(CurrentTask.Log);

    /// <summary>Compilers that one task may run at a time: <c>--jobs</c>, else the machine's processors.</summary>
    public int CompilerJobs => int.TryParse(Arguments.GetArguments("jobs").LastOrDefault(), out var jobs)
        ? jobs
        : System.Environment.ProcessorCount;

    /// <summary>Reports files that the running task made: those below a folder that fit a pattern, links left out.
    /// </summary>
    public void MadeFiles(string folder, string pattern, ArtifactKind kind, Architecture? architecture, bool pinned = true)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles(pattern).Where(f => f.LinkTarget is null);
        foreach (var file in files.OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            var artifact = Artifact.OfFile(Root, Paths.Relative(file.FullName), kind, architecture?.Name);
            CurrentTask.Made(artifact with { Pinned = pinned });
        }
    }

    private static IReadOnlyList<Architecture> Select(Model model, IEnumerable<string> arguments)
    {
        var names = arguments.SelectMany(a => a.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (names.Count == 0) return model.Architectures;
        var wanted = names.Select(n => Architecture.Parse(n, Place.CommandLine)).ToHashSet();
        var strangers = wanted.Where(a => !model.Architectures.Contains(a)).ToList();
        return strangers.Count == 0
            ? [.. model.Architectures.Where(wanted.Contains)]
            : throw new ArgosyException(new Diagnosis("ARG0721", Place.CommandLine,
                $"--arch names {string.Join(", ", strangers)}, which {Model.FileName} doesn't list",
                $"Add it there, or choose from: {string.Join(", ", model.Architectures)}."));
    }
}
