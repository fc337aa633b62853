using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The Python of an extracted root, run on the build machine by the root's own loader.</summary>
/// <param name="Root">The root, absolute.</param>
/// <param name="Program">Its path in the root.</param>
/// <param name="Loader">The ELF interpreter's path in the root.</param>
/// <param name="LibraryFolders">The folders of libraries, in the root.</param>
internal sealed record RootPython(string Root, string Program, string Loader, IReadOnlyList<string> LibraryFolders)
{
    /// <summary>The folders of libraries as the loader takes them.</summary>
    public string LibraryPath => string.Join(':', LibraryFolders.Select(f => Root + f));

    /// <summary>The Python of a root. Error ARG0506 if it has none.</summary>
    /// <param name="root">The root, absolute.</param>
    /// <param name="distribution">The root's distribution.</param>
    /// <param name="builder">The build machine's architecture.</param>
    public static RootPython In(string root, Distribution distribution, Architecture builder)
    {
        string[] folders = [$"/usr/lib/{builder.GnuTriplet}", $"/lib/{builder.GnuTriplet}"];
        var loader = folders.Select(f => $"{f}/{Path.GetFileName(builder.DynamicLoader)}")
            .FirstOrDefault(f => File.Exists(root + f)) ?? throw Missing(root, "no ELF interpreter");
        var program = $"/usr/bin/python{distribution.Python}";
        if (!File.Exists(root + program)) throw Missing(root, $"no {program}");
        if (!Directory.Exists($"{root}/usr/lib/python3/dist-packages/pip")) throw Missing(root, "no pip");
        return new(root, program, loader, folders);
    }

    private static ArgosyException Missing(string root, string cause) => new(new Diagnostic("ARG0506", new(root),
        $"the build root has {cause}",
        "Extract it with python3-minimal, python3-pip, python3-setuptools and python3-wheel of the platform's "
        + "distribution."));
}
