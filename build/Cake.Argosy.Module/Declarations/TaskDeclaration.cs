using System.Collections.ObjectModel;
using Argosy.Artifacts;
using Argosy.Platforms;

namespace Cake.Argosy.Module.Declarations;

/// <summary>What a task says of itself beyond Cake's own name, edges and actions.</summary>
/// <remarks>Built up while the script runs, read-only once the engine has it. Paths are relative to the project and
/// use <c>/</c>.</remarks>
public sealed class TaskDeclaration
{
    /// <summary>Globs of files it reads (<c>**</c>, <c>*</c>, <c>?</c>; a leading <c>!</c> excludes), other tasks' outputs
    /// included. Each has to name something, or another task's output.</summary>
    public Collection<string> Inputs { get; } = [];

    /// <summary>Files that it reads where they are there.</summary>
    public Collection<string> OptionalInputs { get; } = [];

    /// <summary>Files and folders it makes. No two tasks make the same.</summary>
    public Collection<string> Outputs { get; } = [];

    /// <summary>Values other than files that decide its result, such as a version or an option.</summary>
    public Collection<string> Values { get; } = [];

    /// <summary>Arguments of the command line that decide its result.</summary>
    public Collection<string> Arguments { get; } = [];

    /// <summary>Variables of the environment that decide its result.</summary>
    public Collection<string> Variables { get; } = [];

    /// <summary>Tools that it runs: names on PATH or paths. Each has to be there.</summary>
    public Collection<string> Tools { get; } = [];

    /// <summary>Tools that it runs where they are there.</summary>
    public Collection<string> OptionalTools { get; } = [];

    /// <summary>Those of its tools that may be run with <c>--version</c>.</summary>
    public Collection<string> VersionedTools { get; } = [];

    /// <summary>What it holds while it runs.</summary>
    public Resources Resources { get; set; } = new();

    /// <summary>How long it takes about, as long as no run of it is on record; null where nothing is known.</summary>
    public TimeSpan? Expected { get; set; }

    /// <summary>The architecture that it has to run on; null for any.</summary>
    public Architecture? Architecture { get; set; }

    /// <summary>How often it is tried again after a failure.</summary>
    public int Retries { get; set; }

    /// <summary>The level that is asked of what it proves, where that is less than the highest that is possible; null for the
    /// highest.</summary>
    public ProofLevel? Asked { get; set; }

    /// <summary>Its result stays in this folder: no cache keeps it.</summary>
    public bool IsLocal { get; set; }

    /// <summary>It may run beside others, whatever it declares.</summary>
    public bool IsParallel { get; set; }

    /// <summary>It updates its outputs in place, beside files of others: the engine neither removes nor replaces anything
    /// there.</summary>
    public bool UpdatesOutputs { get; set; }

    /// <summary>It puts each output in place by a rename, whole: until then what it made before stays there.</summary>
    public bool ReplacesOutputs { get; set; }

    /// <summary>The cell of a matrix task, such as <c>arm64</c>.</summary>
    public string? Cell { get; set; }

    /// <summary>The matrix task's name without its cell.</summary>
    public string? Family { get; set; }

    /// <summary>The tasks that stand for it and others: its family's, and those of its item and its architecture.</summary>
    public Collection<string> Aggregates { get; } = [];

    /// <summary>Whether the engine may skip it: a task that declares nothing it depends on always runs.</summary>
    public bool IsIncremental => Inputs.Count > 0 || OptionalInputs.Count > 0 || Values.Count > 0
        || Arguments.Count > 0 || Variables.Count > 0 || Tools.Count > 0 || OptionalTools.Count > 0;
}
