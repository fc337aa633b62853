namespace Argosy.Toolchains.Running;

/// <summary>What a step of a build may see and touch.</summary>
/// <param name="Tools">The programs that it may start.</param>
/// <param name="Sysroot">The platform's headers and libraries; read-only.</param>
/// <param name="Scratch">A folder of the step's own, which outlives it: wrappers, and the record of compile commands.</param>
public sealed record ConfinedStep(Toolbox Tools, string Sysroot, string Scratch)
{
    /// <summary>What it may read beside tools and sysroot: files and folders, absolute.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Folders that it may write to, absolute; they exist.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>Where compilers lie by name, and note how they were called.</summary>
    internal string Wrappers => Path.Combine(Scratch, "bin");

    /// <summary>How compilers were called: a file for each process.</summary>
    internal string Calls => Path.Combine(Scratch, "calls");
}
