using System.Collections.Concurrent;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Toolchains.Autotools;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.CMake;
using Argosy.Toolchains.Commands;
using Argosy.Toolchains.Meson;

namespace Argosy.Toolchains.Native;

/// <summary>The build system of each native item: what the item names, else the first that its files are for.</summary>
/// <param name="settings">The run.</param>
internal sealed class NativeProjects(BuildSettings settings)
{
    private static readonly (BuildSystem System, IReadOnlyList<string> Files)[] s_files =
    [
        (BuildSystem.CMake, ["CMakeLists.txt"]),
        (BuildSystem.Meson, ["meson.build"]),
        (BuildSystem.Autotools, AutotoolsProject.Files),
    ];

    // What tasks declared is what they do, also if sources appear during the run.
    private readonly ConcurrentDictionary<string, BuildSystem?> _found = new(StringComparer.Ordinal);

    /// <summary>An item's build system; null if it isn't known.</summary>
    public BuildSystem? SystemOf(NativeItem item) => item.Build ?? _found.GetOrAdd(item.Name, _ => Detect(FolderOf(item)));

    /// <summary>An item's project. Error ARG0350 if its build system isn't known.</summary>
    /// <param name="item">The item.</param>
    /// <param name="kind">The name of the build folder.</param>
    public INativeProject Of(NativeItem item, string kind) => Find(item, kind) ?? throw Unknown(item);

    /// <summary>The same, or null.</summary>
    public INativeProject? Find(NativeItem item, string kind)
    {
        var (source, build) = (FolderOf(item), BuildFolder(item, kind));
        return SystemOf(item) switch
        {
            BuildSystem.CMake => new CMakeProject(source, build),
            BuildSystem.Meson => new MesonProject(source, build),
            BuildSystem.Autotools => new AutotoolsProject(source, build),
            BuildSystem.Command => new CommandProject(source, build, item.Steps),
            _ => null,
        };
    }

    /// <summary>An item's project for CMake.</summary>
    public CMakeProject CMake(NativeItem item, string kind) => new(FolderOf(item), BuildFolder(item, kind));

    /// <summary>The build system that a folder's files are for; of several the first in the order CMake, meson,
    /// autotools.</summary>
    internal static BuildSystem? Detect(string folder)
    {
        foreach (var (system, files) in s_files)
            if (files.Any(f => File.Exists(Path.Combine(folder, f)))) return system;
        return null;
    }

    private string FolderOf(NativeItem item) => Path.GetFullPath(item.Source, settings.Root);

    private string BuildFolder(NativeItem item, string kind) =>
        Path.Combine(settings.Paths.State, "native", item.Name, kind);

    private ArgosyException Unknown(NativeItem item)
    {
        var folder = FolderOf(item);
        var cause = Directory.Exists(folder)
            ? $"folder '{item.Source}' of native item '{item.Name}' has no CMakeLists.txt, meson.build, configure.ac or "
                + "configure"
            : $"folder '{item.Source}' of native item '{item.Name}' doesn't exist";
        return new(new Diagnostic("ARG0350", item.Place, cause, File.Exists(Path.Combine(folder, "Makefile"))
            ? "It has a Makefile: write 'build: command' and the commands in 'steps:', such as [make, install]."
            : "Correct 'source:', or write what builds it in 'build:', where another task makes the folder, too."));
    }
}
