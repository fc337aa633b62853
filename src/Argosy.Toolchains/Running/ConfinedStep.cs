using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Running;

/// <summary>The files that a step of a build may read and write.</summary>
/// <param name="Tools">The programs that it may start.</param>
/// <param name="Sysroot">The platform's headers and libraries; read-only.</param>
/// <param name="Scratch">The step's own folder, which is kept afterwards: wrappers, and the record of compile
/// commands.</param>
public sealed record ConfinedStep(Toolbox Tools, string Sysroot, string Scratch)
{
    /// <summary>What it may read besides tools and sysroot: files and folders, absolute.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Folders that it may write to, absolute; they exist.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>Folders of its own programs, which are found before the tools.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>Arguments of every call of a compiler, before its own.</summary>
    public IReadOnlyList<string> CompilerFlags { get; init; } = [];

    /// <summary>What it may use of the machine; null without limits.</summary>
    public StepLimits? Limits { get; init; }

    /// <summary>The outermost folders that it writes to.</summary>
    internal IReadOnlyList<string> Folders
    {
        get
        {
            string[] all = [.. Writes.Append(Scratch).Distinct()];
            return [.. all.Where(f => !all.Any(o => o != f && PathText.IsWithin(f, o)))];
        }
    }

    /// <summary>The folder of compilers by name, which record their calls.</summary>
    internal string Wrappers => Path.Combine(Scratch, "bin");

    /// <summary>The recorded calls of compilers: a file for each process.</summary>
    internal string Calls => Path.Combine(Scratch, "calls");
}
