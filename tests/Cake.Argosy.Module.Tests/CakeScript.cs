using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Cake.Core;

namespace Cake.Argosy.Module.Tests;

/// <summary>A user's project: a build.cake that uses only the module, run by the real Cake tool.</summary>
internal sealed class CakeScript : IDisposable
{
    public CakeScript(string script)
    {
        // A script is compiled once per project, which takes three times as long as a run.
        File.WriteAllText(At("cake.config"), "[Paths]\nModules=./modules\nCache=./modules/scripts\n");
        Directory.CreateDirectory(At("modules"));
        foreach (var file in s_modules) File.Copy(file, At($"modules/{Path.GetFileName(file)}"));
        File.WriteAllText(At("build.cake"), $"""
            #r "modules/Cake.Argosy.Module.dll"
            #r "modules/Argosy.Artifacts.dll"
            #r "modules/Argosy.Engine.dll"
            using Cake.Argosy.Module.Declarations;
            {script}
            RunTarget(Argument("target", "Default"));
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("argosy-cake-").FullName;

    /// <summary>The user's cache folder; the default is the project's own, so that tests don't share results.</summary>
    public string? Cache { get; init; }

    /// <summary>Doesn't use Cake's own script cache, which two processes can't fill at the same time.</summary>
    public bool CompilesEachTime { get; init; }

    public string At(string relative) => Path.Combine(Folder, relative);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    public Process Start(params string[] arguments) => Start("dotnet", [Tool, .. arguments]);

    /// <summary>Starts the command by another program, whose last arguments are the command.</summary>
    public Process StartBy(string program, string[] before, params string[] arguments) =>
        Start(program, [.. before, Dotnet, Tool, .. arguments]);

    /// <summary>Starts it on a terminal of that size (a pseudo-terminal from script(1)), independent of how the tests
    /// were started: a shell's background jobs ignore Ctrl-C, and their children inherit that.</summary>
    public Process StartOnTerminal(int columns, int rows) => Start("script",
    [
        "-qec",
        $"stty cols {columns} rows {rows}; exec env --default-signal=INT,QUIT -u CI TERM=xterm "
            + $"dotnet '{Tool}' </dev/null",
        "/dev/null"
    ]);

    private static string Tool { get; } = FindTool();

    // An absolute path, for commands that clear PATH. The tests' own process has the name of their assembly.
    private static string Dotnet { get; } = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    private static readonly List<string> s_modules = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Where(f => Path.GetFileName(f).StartsWith("Argosy.", StringComparison.Ordinal)
            || Path.GetFileName(f) is "Cake.Argosy.Module.dll" or "YamlDotNet.dll").Select(AheadOfTime)];

    private Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As build.sh sets them: instrumentation and the second mapping of each page cost more than a short run
            // gains.
            Environment =
            {
                ["CI"] = "true", ["NO_COLOR"] = "1", ["XDG_CACHE_HOME"] = Cache ?? At("cache"),
                ["CAKE_SETTINGS_ENABLESCRIPTCACHE"] = CompilesEachTime ? "false" : "true",
                ["DOTNET_TieredPGO"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0",
            },
        })!;

    // The assembly that build.sh compiled ahead of time, if it exists: a run of Cake then takes half of the processor
    // time. Compilers derive a module's version from its sources.
    private static string AheadOfTime(string file)
    {
        var compiled = Repository.At($"build/.out/{Path.GetFileName(file)}");
        return File.Exists(compiled) && ModuleVersion(compiled) == ModuleVersion(file) ? compiled : file;
    }

    private static Guid ModuleVersion(string file)
    {
        using var assembly = new PEReader(File.OpenRead(file));
        var metadata = assembly.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    // The Cake that build.sh compiled ahead of time, else the package that contains Cake.Core.
    private static string FindTool()
    {
        var version = typeof(CakeEngine).Assembly.GetName().Version!.ToString(3);
        var compiled = Repository.At($"build/.cake/{version}/Cake.dll");
        if (File.Exists(compiled)) return compiled;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        return Path.Combine(packages, $"cake.tool/{version}/tools/net10.0/any/Cake.dll");
    }
}
