using System.Diagnostics;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.Adoption;

/// <summary>A project outside of the repository that uses the compiled build of this checkout, as a user's project
/// does. The owner disposes it.</summary>
internal sealed class StrangerProject : IDisposable
{
    // Emulated proofs of several architectures on a busy machine.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(40);

    private readonly string _temporary = Directory.CreateTempSubdirectory("argosy-stranger-").FullName;

    private StrangerProject() => Folder = Directory.CreateDirectory(Path.Combine(_temporary, "project")).FullName;

    public string Folder { get; }

    private static string Compiled => Repository.At("build/.out");

    /// <summary>A copy of a folder of <c>samples/</c>, without what a build made there.</summary>
    public static StrangerProject OfSample(string name)
    {
        var project = new StrangerProject();
        project.Add(Repository.At($"samples/{name}"));
        return project.Ready();
    }

    /// <summary>A project of these sources and declarations.</summary>
    /// <param name="sources">Writes the sources into a folder.</param>
    /// <param name="declarations">A folder with an argosy.yaml and data folders.</param>
    public static StrangerProject Of(Action<string> sources, string declarations)
    {
        var project = new StrangerProject();
        try
        {
            sources(project.Folder);
            project.Add(declarations);
            project.Add(Repository.At("samples/library"), "build.cake", "cake.config");
            return project.Ready();
        }
        catch
        {
            project.Dispose();
            throw;
        }
    }

    public string At(string relative) => Path.Combine(Folder, relative);

    public Report Report => Report.Of(Folder);

    /// <summary>Runs the script with Cake, in the project's folder.</summary>
    public BuildRun Run(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("setsid", ["dotnet", Cake(), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(BuildCommand.IsOfTheTestRun))
            start.Environment.Remove(name);
        using var run = new RunningBuild(Process.Start(start)!);
        return run.End(s_limit);
    }

    /// <inheritdoc />
    public void Dispose() => Clone.Run("rm", "-rf", _temporary);

    // The tool that build.sh restored, compiled ahead of time where the machine has a compiler for that.
    private static string Cake() => Directory.Exists(Repository.At("build/.cake"))
        ? Directory.EnumerateFiles(Repository.At("build/.cake"), "Cake.dll", SearchOption.AllDirectories).Single()
        : Directory.EnumerateFiles(
            Path.Combine(
                Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                    ?? Path.Combine(
                        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"),
                "cake.tool"),
            "Cake.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();

    private void Add(string from, params string[] files)
    {
        if (files.Length == 0)
        {
            files =
            [
                .. Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(from, f)).Where(f => !IsMade(f)),
            ];
        }

        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
            File.Copy(Path.Combine(from, file), At(file), overwrite: true);
        }
    }

    private static bool IsMade(string file) =>
        file.Split('/')[0] is "artifacts" or ".argosy" or "out" or "zuul.d" or "playbooks" or ".github"
        || file.Split('/').Any(part => part is "bin" or "obj");

    // Points it to the compiled build and commits it: the commit's time is that of the results.
    private StrangerProject Ready()
    {
        foreach (var file in (string[])["build.cake", "cake.config"])
        {
            File.WriteAllText(At(file), File.ReadAllText(At(file))
                .Replace("../../build/.out/scripts", "tools/scripts", StringComparison.Ordinal)
                .Replace("../../build/.out", Compiled, StringComparison.Ordinal));
        }

        Clone.Run("git", "-C", Folder, "init", "--quiet");
        Clone.Run("git", "-C", Folder, "add", "--all");
        Clone.Run(
            "git", "-C", Folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet",
            "--message=x");
        return this;
    }
}
