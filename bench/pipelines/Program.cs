using System.Diagnostics;
using System.Globalization;
using Argosy.Bench.Pipelines;

// dotnet run -c Release --project bench/pipelines -- <project> <output folder> [repositories]
if (args.Length < 2) throw new ArgumentException("usage: <project> <output folder> [repositories]");
const int Runs = 5;
const double Bound = 2;
var repositories = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1000;
var folder = Directory.CreateTempSubdirectory("argosy-bench-").FullName;
try
{
    SyntheticTenant.Write(folder, repositories);
    var seconds = new List<double>();
    for (var i = 0; i < Runs; i++) seconds.Add(Run(folder));
    seconds.Sort();
    var met = seconds[Runs / 2] <= Bound ? "met" : "**not met**";
    var table = string.Create(CultureInfo.InvariantCulture, $"""
        | scenario | seconds, median of {Runs} | fastest | bound | |
        |---|---|---|---|---|
        | argosy pipelines check, {repositories} repositories of 5 jobs | {seconds[Runs / 2]:F2} | {seconds[0]:F2} | {Bound:0} | {met} |

        """);
    Directory.CreateDirectory(args[1]);
    File.WriteAllText(Path.Combine(args[1], "pipelines.md"), table);
    Console.Write(table);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

// A whole process, as users start it: what .NET takes to start counts.
static double Run(string folder)
{
    var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "argosy.dll"), "pipelines", "check", folder,
            "--tenant", Path.Combine(folder, SyntheticTenant.TenantFile)
        ])
    {
        RedirectStandardOutput = true,
    };
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0
        ? clock.Elapsed.TotalSeconds
        : throw new InvalidOperationException($"the check failed:\n{output}");
}
