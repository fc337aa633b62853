using Argosy.Artifacts.Files;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Building;

/// <summary>A build that begins with empty folders, whose compilers get what makes a result independent of folders from
/// their wrappers: build systems, and projects that don't follow them, can't lose it.</summary>
internal sealed class FreshBuild
{
    private readonly CommandRunner _runner;
    private readonly Confinement _confinement;
    private readonly NativeTarget _target;
    private readonly string _source;
    private readonly CancellationToken _cancellation;

    /// <summary>Removes what an earlier build left.</summary>
    /// <param name="runner">Runs the steps.</param>
    /// <param name="confinement">Restricts them.</param>
    /// <param name="target">The target and inputs.</param>
    /// <param name="source">The folder of the project's sources.</param>
    /// <param name="folder">The folder that the build may fill.</param>
    /// <param name="cancellation">Ends the steps.</param>
    public FreshBuild(
        CommandRunner runner, Confinement confinement, NativeTarget target, string source, string folder,
        CancellationToken cancellation)
    {
        (_runner, _confinement, _target, _source, _cancellation) =
            (runner, confinement, target, Path.GetFullPath(source), cancellation);
        Folder = Path.GetFullPath(folder);
        Leftovers.Remove(Folder);
        Leftovers.Remove($"{Folder}.step");
        Directory.CreateDirectory(Objects);
    }

    /// <summary>The folder of everything that the build makes.</summary>
    public string Folder { get; }

    /// <summary>The folder for objects.</summary>
    public string Objects => Path.Combine(Folder, "build");

    /// <summary>The folder of copied sources, where a build system writes to its sources.</summary>
    public string Copy => Path.Combine(Folder, "source");

    /// <summary>The programs that the steps may start, and their files.</summary>
    public ConfinedStep? Step { get; private set; }

    /// <summary>The same sources in a folder that may be written to.</summary>
    public void CopySources() => SourceCopy.Make(_source, Copy);

    /// <summary>Determines what steps may start and write. Error ARG0321 if a program is missing.</summary>
    /// <param name="programs">Programs of the build system.</param>
    /// <param name="writes">A folder besides the build's own.</param>
    /// <param name="flags">Arguments of every call of a compiler.</param>
    public ConfinedStep Enter(IReadOnlyList<string> programs, string? writes, params IReadOnlyList<string> flags) =>
        Step = new(
            new(_runner.Host, _target.Architecture, [.. programs, .. _target.Tools]), _target.Sysroot,
            $"{Folder}.step")
        {
            Reads = [_target.ProjectRoot],
            Writes = writes is null ? [Folder] : [Folder, writes],
            CompilerFlags = [.. PlatformFlags(), .. flags],
        };

    /// <summary>Runs a step and expects exit code 0.</summary>
    public async Task RunAsync(Command command)
    {
        var result = await _confinement.TryRunAsync(_runner, Step!, _target.Architecture, command, _cancellation);
        if (!result.Succeeded) throw BuildFailure.Of(_target, Step!.Tools, _source, command, result);
    }

    /// <summary>Checks the compile commands and the installed files. Errors ARG0323 to ARG0325.</summary>
    /// <param name="staged">The folder that the project was installed into as a machine's root.</param>
    public void Settle(string staged)
    {
        CompileAudit.Check(Step!, new(_source));
        InstalledTree.Settle(staged, _source);
    }

    // Of several maps that fit, the compiler takes the last. A search for libraries begins with the sysroot's: the
    // compiler's own folders may have another release's C library.
    private IEnumerable<string> PlatformFlags()
    {
        (string From, string To)[] maps =
        [
            (Path.GetFullPath(_target.ProjectRoot), "/project"), (Path.GetFullPath(_target.Sysroot), "/sysroot"),
            (_source, "/src"), (Path.GetRelativePath(Objects, _source), "/src"), (Copy, "/src"), (Objects, "/build"),
        ];
        return
        [
            .. maps.Select(m => $"-ffile-prefix-map={m.From}={m.To}"),
            $"-B{Path.GetFullPath(_target.Sysroot)}/usr/lib/{_target.Architecture.GnuTriplet}",
        ];
    }
}
