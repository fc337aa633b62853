using Argosy.Toolchains.CMake;
using Cake.Argosy.Testing;

namespace Cake.Argosy;

public sealed partial class Session
{
    /// <summary>The shim as the tests want it: for this machine, with the sanitizers.</summary>
    public CMakeProject SanitizedShim => new(Paths.RdmaSources, Path.Combine(Paths.State, "native", "sanitized"));

    /// <summary>Runs test suites; results in <c>artifacts/tests/</c>.</summary>
    public TestSuites Suites => new(Commands, Paths.Tests);

    /// <summary>Removes everything that builds made here, but for what this very run holds open.</summary>
    public void Clean()
    {
        foreach (var name in (string[])["native", "roots", "runtime", "tasks", "wheels", "images"]) Remove(Path.Combine(Paths.State, name));
        if (!Directory.Exists(Paths.Artifacts)) return;
        foreach (var folder in Directory.EnumerateDirectories(Paths.Artifacts).Where(f => Path.GetFileName(f) != "logs")) Remove(folder);
        foreach (var file in Directory.EnumerateFiles(Paths.Artifacts)) File.Delete(file);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
