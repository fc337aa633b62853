namespace Argosy.Platforms.Building;

/// <summary>What the builds of a run have in common: the project, its model, the machine,
/// and the command line's choices.</summary>
/// <param name="root">The project's folder, absolute.</param>
/// <param name="host">The machine that builds.</param>
/// <param name="model">What <c>argosy.yaml</c> says.</param>
/// <param name="sourceDate">Reads the time stamp of outputs, when one is first made.</param>
public sealed class BuildSettings(string root, Host host, Model model, Func<SourceDate> sourceDate)
{
    /// <summary>The project's folder, absolute.</summary>
    public string Root { get; } = root;

    /// <summary>The machine that builds: what is of another architecture is cross-built,
    /// and emulated to prove it.</summary>
    public Host Host { get; } = host;

    /// <summary>What <c>argosy.yaml</c> says.</summary>
    public Model Model { get; } = model;

    /// <summary>The architectures of this run: all of the model's by default.</summary>
    public IReadOnlyList<Architecture> Architectures { get; init; } = model.Architectures;

    /// <summary>The platforms that targets of this run are about; null for all of its architectures. What they need
    /// from other platforms is made, too.</summary>
    public IReadOnlyList<Platform>? Platforms { get; init; }

    /// <summary>Whether targets are about a distribution and an architecture, as far as they are named.</summary>
    public bool Includes(Distribution? distribution, Architecture? architecture) => Platforms is not { } chosen
        || chosen.Any(p => (distribution is null || p.Distribution == distribution)
            && (architecture is null || p.Architecture == architecture));

    /// <summary>A pinned package version that has left its mirror is an error.</summary>
    public bool Locked { get; init; }

    /// <summary>Compilers that one task may run at a time.</summary>
    public int CompilerJobs { get; init; } = Environment.ProcessorCount;

    /// <summary>The paths of outputs.</summary>
    public ProjectPaths Paths { get; } = new(root);

    /// <summary>The time stamp of all outputs.</summary>
    public SourceDate SourceDate => field ??= sourceDate();
}
