using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>make and ninja on a folder of inputs.</summary>
internal static class Peers
{
    public static TimedRun Make(string folder, string target)
    {
        if (!File.Exists(Path.Combine(folder, "Makefile")))
            File.Copy(Project("Makefile"), Path.Combine(folder, "Makefile"));
        return TimedRun.Of(folder, "make", ["-j2", "-s", target]);
    }

    /// <summary>ninja starts a shell for each command.</summary>
    public static TimedRun Ninja(string folder, string rule)
    {
        var build = Path.Combine(folder, "build.ninja");
        if (!File.Exists(build))
        {
            var names = Directory.EnumerateFiles(Path.Combine(folder, "in")).Select(Path.GetFileName);
            File.WriteAllLines(build, File.ReadLines(Project("rules.ninja")).Concat(
                names.Select(n => rule == "cp" ? $"build out/{n}: cp in/{n}" : $"build in/{n}.gz: gzip in/{n}")));
        }

        return TimedRun.Of(folder, "ninja", ["-j2", "--quiet"]);
    }

    private static string Project(string file) => Path.Combine(AppContext.BaseDirectory, "Projects", file);
}
