using Argosy.Platforms;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Building;

/// <summary>Flags of compilers for a project's own suite.</summary>
internal static class SuiteFlags
{
    /// <summary>Programs of the suite find the libraries of an install folder before those that were built with the
    /// suite, so that the artifacts themselves are tested; on this machine they are started by the platform's own
    /// loader with its libraries, not by the machine's.</summary>
    /// <remarks>Old-style run paths: these apply to the libraries' libraries too, and come before
    /// <c>LD_LIBRARY_PATH</c>, with which libtool's scripts find the build's own.</remarks>
    public static IReadOnlyList<string> Of(Host host, NativeTarget target, string installed)
    {
        var architecture = target.Architecture;
        IEnumerable<string> words =
            ["--disable-new-dtags", "-rpath", Path.Combine(Path.GetFullPath(installed), "lib")];
        if (host.Runs(architecture))
        {
            words = [.. words, .. architecture.LibraryFolders().Take(2)
                .SelectMany(f => (string[])["-rpath", Path.Join(target.Sysroot, f)]),
                $"--dynamic-linker={Path.Join(target.Sysroot, architecture.DynamicLoader)}"];
        }

        return [.. words.SelectMany(w => (string[])["-Xlinker", w])];
    }
}
