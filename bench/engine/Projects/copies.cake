#r "modules/Cake.Argosy.Module.dll"
using Cake.Argosy.Module.Declarations;

// One task a file of in/, with that input and one output.
var all = Task("All");
foreach (var name in System.IO.Directory.EnumerateFiles("in").Select(System.IO.Path.GetFileName).ToList())
{
    Task($"T{name}").Inputs($"in/{name}").Outputs($"out/{name}").Does(() => System.IO.File.Copy($"in/{name}", $"out/{name}", true));
    all.IsDependentOn($"T{name}");
}

Task("Empty").Does(() => {});
RunTarget(Argument("target", "All"));
