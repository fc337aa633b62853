using System.Globalization;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Processes.Trees;
using Argosy.Toolchains.CMake;

namespace Cake.Argosy.Testing;

/// <summary>Runs suites, keeps their results in one folder and counts them, passed or failed.</summary>
/// <param name="runner">Runs them.</param>
/// <param name="results">The folder of results.</param>
public sealed class TestSuites(CommandRunner runner, string results)
{
    // Longer than any of our tests takes on a busy machine. VSTest names the test and ends it with its children.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(15);

    /// <summary>A .NET test project or solution.</summary>
    /// <param name="name">The suite's folder below the results.</param>
    /// <param name="project">The argument of <c>dotnet test</c>.</param>
    /// <param name="filter">A VSTest filter, or null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task DotnetAsync(string name, string project, string? filter, CancellationToken cancellation)
    {
        string[] filtered = filter is null ? [] : ["--filter", filter];
        await TestAsync(name, new("dotnet", [.. Dotnet(name, project, s_longestSilence), .. filtered]), cancellation);
    }

    /// <summary>
    /// The test projects of a solution, which is built first, side by side: most of a test's time is another process's.
    /// </summary>
    /// <param name="name">The suite's folder below the results.</param>
    /// <param name="solution">The argument of <c>dotnet build</c>.</param>
    /// <param name="assemblies">Its test assemblies, the slow ones first.</param>
    /// <param name="atOnce">The number of concurrent assemblies.</param>
    /// <param name="filter">A VSTest filter.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task AssembliesAsync(
        string name, string solution, IReadOnlyList<string> assemblies, int atOnce, string filter,
        CancellationToken cancellation)
    {
        using (var compiler = new CompilerServer())
        {
            await runner.RunAsync(
                new("dotnet", ["build", solution, "-c", "Release", "-v", "quiet", "-nologo"])
                {
                    Environment = compiler.Variables,
                }, cancellation);
        }

        await TestAsync(name, new("dotnet",
        [
            "test", .. assemblies, .. Logged(name, s_longestSilence), "--filter", filter,
            "--", $"RunConfiguration.MaxCpuCount={atOnce}",
        ]), cancellation);
    }

    /// <summary>The release tests of a .NET test project: its fuzzers, which have Fuzz in their names, all at the same
    /// time, and its tests of the category Soak.</summary>
    /// <param name="name">The suite's folder below the results.</param>
    /// <param name="project">The argument of <c>dotnet test</c>.</param>
    /// <param name="time">How long each fuzzer runs.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SoakAsync(string name, string project, TimeSpan time, CancellationToken cancellation)
    {
        var seconds = time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await TestAsync(name, new("dotnet",
        [
            .. Dotnet(name, project, time + s_longestSilence),
            "--filter", "FullyQualifiedName~Fuzz|Category=Soak", "--", "xUnit.MaxParallelThreads=-1",
        ])
        {
            Environment = new Dictionary<string, string?> { ["ARGOSY_FUZZ_SECONDS"] = seconds },
        }, cancellation);
    }

    /// <summary>The CTest suite of a configured CMake project.</summary>
    public async Task CtestAsync(string name, CMakeProject project, CancellationToken cancellation)
    {
        var folder = Begin(name);
        Judge(name, await project.TestAsync(runner, Path.Combine(folder, $"{name}.junit.xml"), cancellation));
    }

    private IReadOnlyList<string> Dotnet(string name, string project, TimeSpan longestSilence) =>
        ["test", project, "-c", "Release", "-nologo", .. Logged(name, longestSilence)];

    private IReadOnlyList<string> Logged(string name, TimeSpan longestSilence) =>
    [
        "--logger", "trx", "--results-directory", Path.Combine(results, name),
        "--blame-hang-timeout", $"{longestSilence.TotalSeconds:0}s", "--blame-hang-dump-type", "none",
    ];

    private async Task TestAsync(string name, Command test, CancellationToken cancellation)
    {
        Begin(name);
        Judge(name, await runner.TryRunAsync(test, cancellation));
    }

    private string Begin(string name)
    {
        var folder = Path.Combine(results, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private void Judge(string name, CommandResult result)
    {
        var counts = TestSummary.Read(Path.Combine(results, name));
        TestSummary.Update(results);
        SlowestClasses.Update(results);
        if (!result.Succeeded || counts.Failed > 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0724", new(name), $"the tests failed: {counts}",
                "The output above names each; results lie in artifacts/tests/."));
        }

        if (counts.Passed == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0725", new(name), "no test ran",
                "Check the filter, and that the test project is in the solution."));
        }
    }
}
