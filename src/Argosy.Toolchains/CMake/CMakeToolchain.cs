using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.CMake;

/// <summary>CMake toolchain files: how a project is built for a platform and its tests are run.</summary>
/// <remarks>x64 is built in the same way as the others, by a compiler with a prefix against a sysroot, so that nothing
/// of the host but its compiler gets into a result. The layout is in <c>toolchain.cmake.in</c>.</remarks>
public static class CMakeToolchain
{
    /// <summary>The file's text.</summary>
    /// <param name="host">What builds.</param>
    /// <param name="architecture">What is built for.</param>
    /// <param name="sysroot">A root of the platform; made absolute.</param>
    /// <param name="project">The folder around all sources, whose name doesn't get into what is built; made
    /// absolute.</param>
    public static string Text(Host host, Architecture architecture, string sysroot, string project)
    {
        var root = Path.GetFullPath(sysroot);
        return Template()
            .Replace("@name@", architecture.Name, StringComparison.Ordinal)
            .Replace("@processor@", architecture.KernelName, StringComparison.Ordinal)
            .Replace("@triplet@", architecture.GnuTriplet, StringComparison.Ordinal)
            .Replace(
                "@emulator@", string.Join(';', Emulation.Prefix(host, architecture, root).Select(Quoted)),
                StringComparison.Ordinal)
            .Replace("@sysroot@", Quoted(root), StringComparison.Ordinal)
            .Replace("@root@", Quoted(Path.GetFullPath(project)), StringComparison.Ordinal);
    }

    // As quoted text in CMake's language.
    private static string Quoted(string path) => path
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("$", "\\$", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);

    /// <summary>Writes the file; one that already says so keeps its time stamp.</summary>
    public static void Write(string path, Host host, Architecture architecture, string sysroot, string project) =>
        AtomicFile.Write(path, Text(host, architecture, sysroot, project));

    private static string Template()
    {
        using var stream = typeof(CMakeToolchain).Assembly.GetManifestResourceStream("toolchain.cmake.in")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
