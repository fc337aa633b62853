namespace Cake.Argosy.Module.Declarations;

/// <summary>What a task says of itself beyond Cake's own name, edges and actions.</summary>
/// <remarks>Built up while the script runs, read-only once the engine has it. Paths are relative to the project and
/// use <c>/</c>.</remarks>
public sealed class TaskDeclaration
{
    /// <summary>Globs of files it reads (<c>**</c>, <c>*</c>, <c>?</c>; a leading <c>!</c> excludes).</summary>
    public IList<string> Inputs { get; } = [];

    /// <summary>Files and folders it makes.</summary>
    public IList<string> Outputs { get; } = [];

    /// <summary>Values other than files that decide its result, such as a version or an option.</summary>
    public IList<string> Values { get; } = [];

    /// <summary>What it holds while it runs.</summary>
    public Resources Resources { get; set; } = new();

    /// <summary>The cell of a matrix task, such as <c>arm64</c>.</summary>
    public string? Cell { get; set; }

    /// <summary>The matrix task's name without its cell.</summary>
    public string? Family { get; set; }

    /// <summary>Whether the engine may skip it: a task that declares nothing always runs.</summary>
    public bool IsIncremental => Inputs.Count > 0 || Values.Count > 0;
}
