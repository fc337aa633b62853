// With the package from NuGet: #module nuget:?package=Cake.Argosy.Module
#r "../../build/.out/Cake.Argosy.Module.dll"
using Cake.Argosy.Module.Declarations;

// One task for each text: they run in parallel, and each again only when its own text has changed.
var names = GetFiles("texts/*.txt").Select(f => f.GetFilenameWithoutExtension().ToString()).Order().ToList();
foreach (var name in names)
{
    Task($"Count-{name}")
        .Inputs($"texts/{name}.txt").Outputs($"out/{name}.words").Uses("sh", "tr", "sort", "uniq").Resources(cores: 1)
        .Does(() =>
        {
            var command = $"tr ' ' '\\n' < texts/{name}.txt | sort | uniq -c | sort -rn > out/{name}.words";
            if (StartProcess("sh", new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(command) }) != 0)
                throw new CakeException($"{name} can't be counted");
        });
}

// It reads the files that the others make, so it runs after them: no IsDependentOn is needed.
Task("Report").Inputs("out/*.words").Outputs("report.txt").Does(() =>
    System.IO.File.WriteAllLines("report.txt", names.Select(n => $"{n}: {System.IO.File.ReadLines($"out/{n}.words").First().Trim()}")));

RunTarget(Argument("target", "Report"));
