using Argosy.Platforms;

namespace Argosy.Toolchains.Running;

/// <summary>A confined step that runs inside a root of a platform, with that platform's own programs.</summary>
/// <param name="Architecture">The root's; programs of a foreign one are started by the registered emulator.</param>
/// <param name="Root">The root, which is read-only.</param>
/// <param name="Scratch">The step's own folder outside of the root; it has no other step's files.</param>
public sealed record RootStep(Architecture Architecture, string Root, string Scratch)
{
    /// <summary>Where a folder of the machine is inside the root; the step may write to it.</summary>
    public IReadOnlyList<(string Folder, string Inside)> Writes { get; init; } = [];

    /// <summary>What it may use of the machine.</summary>
    public StepLimits Limits { get; init; } = StepLimits.Usual;
}
