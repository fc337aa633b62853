using System.Reflection;
using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>A folder with a Cake script, run by the unchanged Cake tool with our engine or with Cake's own.</summary>
internal sealed class CakeProject
{
    private static readonly string s_tool =
        typeof(CakeProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(m => m.Key == "CakeTool").Value!;

    /// <param name="folder">The project's new folder.</param>
    /// <param name="script">A script of Projects/.</param>
    /// <param name="engine">The folder with the module; null for Cake's own engine.</param>
    public CakeProject(string folder, string script, string? engine)
    {
        Folder = folder;
        Directory.CreateDirectory(At("in"));
        Directory.CreateDirectory(At("out"));
        Take(script, "build.cake");
        Take(engine is not null ? "engine.config" : "stock.config", "cake.config");
        if (engine is null) return;
        Directory.CreateDirectory(At("modules"));
        foreach (var file in Directory.EnumerateFiles(engine, "*.dll").Where(IsOfTheEngine))
            File.Copy(file, At($"modules/{Path.GetFileName(file)}"));
    }

    public string Folder { get; }

    public string At(string relative) => Path.Combine(Folder, relative);

    public TimedRun Run(params IEnumerable<string> arguments) => TimedRun.Of(Folder, "dotnet", [s_tool, .. arguments]);

    /// <summary>The compiled script of an earlier project:
    /// the benchmark doesn't measure the first run's compilation.</summary>
    public void TakeCompiledScript(CakeProject from)
    {
        Directory.CreateDirectory(At(".cake"));
        foreach (var file in Directory.EnumerateFiles(from.At(".cake")))
            File.Copy(file, At($".cake/{Path.GetFileName(file)}"));
    }

    private static bool IsOfTheEngine(string file) =>
        Path.GetFileName(file) is "Cake.Argosy.Module.dll" or "YamlDotNet.dll" or "Argosy.Artifacts.dll"
            or "Argosy.Engine.dll" or "Argosy.Oci.dll" or "Argosy.Platforms.dll" or "Argosy.Processes.dll"
            or "Argosy.Yaml.dll";

    private void Take(string file, string name) =>
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Projects", file), At(name));
}
