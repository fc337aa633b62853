using Argosy.Bench;
using Argosy.Bench.Packages;

// dotnet run -c Release --project bench/packages -- <project> <output folder> [files]
if (args.Length < 2) throw new ArgumentException("usage: <project> <output folder> [number of files]");
var work = Directory.CreateTempSubdirectory("argosy-bench-").FullName;
try
{
    var report = new Report();
    var count = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 10_000;
    await IndexScenario.RunAsync(work, count, report);
    await PublishScenario.RunAsync(work, count, report);
    Directory.CreateDirectory(args[1]);
    File.WriteAllText(Path.Combine(args[1], "packages.md"), report.Text);
    Console.Write(report.Text);
}
finally
{
    Directory.Delete(work, recursive: true);
}
