// With the package from NuGet: #module nuget:?package=Cake.Argosy.Module
#r "../../build/.out/Cake.Argosy.Module.dll"
using Cake.Argosy.Module.Declarations;

var names = GetFiles("texts/*.txt").Select(f => f.GetFilenameWithoutExtension().ToString()).Order().ToList();

// A task for each text: they run in parallel, and each again only when its own text has changed.
foreach (var name in names)
{
    Task($"Count-{name}")
        .Inputs($"texts/{name}.txt")
        .Outputs($"out/{name}.words")
        .Uses("sh", "tr", "sort", "uniq")
        .Resources(cores: 1)
        .Does(() =>
        {
            EnsureDirectoryExists("out");
            var command = $"tr ' ' '\\n' < texts/{name}.txt | sort | uniq -c | sort -k1,1nr -k2 > out/{name}.words";
            var arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(command);
            if (StartProcess("sh", new ProcessSettings { Arguments = arguments }) != 0)
                throw new CakeException($"{name} can't be counted");
        });
}

// It reads files that other tasks make, so it runs after them: no IsDependentOn is needed.
Task("Report")
    .Inputs("out/*.words")
    .Outputs("report.txt")
    .Does(() => System.IO.File.WriteAllLines("report.txt",
        names.Select(n => $"{n}: {System.IO.File.ReadLines($"out/{n}.words").First().Trim()}")));

RunTarget(Argument("target", "Report"));
