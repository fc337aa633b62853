using System.Collections.ObjectModel;
using Argosy.Platforms;

namespace Argosy.Artifacts.Tasks;

/// <summary>A task's declarations beyond Cake's own name, edges and actions.</summary>
/// <remarks>Built while the script runs, read-only once the engine has it. Paths are relative to the project and use
/// <c>/</c>.</remarks>
public sealed class TaskDeclaration
{
    /// <summary>Globs of files it reads (<c>**</c>, <c>*</c>, <c>?</c>; a leading <c>!</c> excludes), including other
    /// tasks' outputs. Each must match something, or another task's output.</summary>
    public Collection<string> Inputs { get; } = [];

    /// <summary>Files that it reads if they exist.</summary>
    public Collection<string> OptionalInputs { get; } = [];

    /// <summary>Files and folders it makes. No two tasks make the same.</summary>
    public Collection<string> Outputs { get; } = [];

    /// <summary>Values other than files that determine its result, such as a version or an option.</summary>
    public Collection<string> Values { get; } = [];

    /// <summary>Command-line arguments that determine its result.</summary>
    public Collection<string> Arguments { get; } = [];

    /// <summary>Environment variables that determine its result.</summary>
    public Collection<string> Variables { get; } = [];

    /// <summary>Tools that it runs: names on PATH or paths. Each must exist.</summary>
    public Collection<string> Tools { get; } = [];

    /// <summary>Tools that it runs if they exist.</summary>
    public Collection<string> OptionalTools { get; } = [];

    /// <summary>Those of its tools that may be run with <c>--version</c>.</summary>
    public Collection<string> VersionedTools { get; } = [];

    /// <summary>The resources that it holds while it runs.</summary>
    public Resources Resources { get; set; } = new();

    /// <summary>Its approximate duration, used until a run is recorded; null if unknown.</summary>
    public TimeSpan? Expected { get; set; }

    /// <summary>The architecture that it must run on; null for any.</summary>
    public Architecture? Architecture { get; set; }

    /// <summary>A run with this task continues after a failure with what doesn't depend on it, as with
    /// <c>--keep-going</c>: for unattended work of which a part is better than nothing.</summary>
    public bool KeepsGoing { get; set; }

    /// <summary>The number of retries after a failure.</summary>
    public int Retries { get; set; }

    /// <summary>The level required of its proofs, if less than the highest possible; null for the highest.</summary>
    public ProofLevel? Asked { get; set; }

    /// <summary>Its result stays in this folder: no cache keeps it.</summary>
    public bool IsLocal { get; set; }

    /// <summary>It may run in parallel with others, regardless of its declarations.</summary>
    public bool IsParallel { get; set; }

    /// <summary>It updates its outputs in place, next to files of others: the engine neither removes nor replaces
    /// anything there.</summary>
    public bool UpdatesOutputs { get; set; }

    /// <summary>It renames each complete output into place: until then the previous output stays.</summary>
    public bool ReplacesOutputs { get; set; }

    /// <summary>Its criteria depend only on the project's files, the command line and the environment: with the same
    /// ones they give the same answer.</summary>
    public bool HasFixedCriteria { get; set; }

    /// <summary>The cell of a matrix task, such as <c>arm64</c>.</summary>
    public string? Cell { get; set; }

    /// <summary>The matrix task's name without its cell.</summary>
    public string? Family { get; set; }

    /// <summary>The aggregates that include it: its family's, and those of its item and its architecture.</summary>
    public Collection<string> Aggregates { get; } = [];

    /// <summary>Whether the engine may skip it: a task that declares nothing it depends on always runs.</summary>
    public bool IsIncremental => Inputs.Count > 0 || OptionalInputs.Count > 0 || Values.Count > 0
        || Arguments.Count > 0 || Variables.Count > 0 || Tools.Count > 0 || OptionalTools.Count > 0;
}
