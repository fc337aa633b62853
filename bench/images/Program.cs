using Argosy.Bench;
using Argosy.Bench.Images;

// dotnet run -c Release --project bench/images -- <project> <output folder> [scenario…]
if (args.Length < 2)
    throw new ArgumentException("usage: <project> <output folder> [tree] [packages] [runtime] [push] [set]");
var work = Directory.CreateTempSubdirectory("argosy-bench-").FullName;
try
{
    var report = new Report();
    string[] chosen = args.Length > 2 ? args[2..] : ["tree", "packages", "runtime", "push"];
    using var images = new BenchImages(work);
    if (chosen.Contains("tree")) await TreeScenario.RunAsync(images, report);
    if (chosen.Contains("packages")) await PackagesScenario.RunAsync(images, report);
    if (chosen.Contains("runtime")) await RuntimeScenario.RunAsync(images, Path.GetFullPath(args[0]), report);
    if (chosen.Contains("push")) await PushScenario.RunAsync(images, report);
    if (chosen.Contains("set")) await SetScenario.RunAsync(images, Path.GetFullPath(args[0]), report);
    Directory.CreateDirectory(args[1]);
    File.WriteAllText(Path.Combine(args[1], "images.md"), report.Text);
    Console.Write(report.Text);
}
finally
{
    Directory.Delete(work, recursive: true);
}
