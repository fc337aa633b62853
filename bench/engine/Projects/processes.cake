// One task a file of in/: the same program and arguments as the peers'.
var program = Argument("program", "cp");
var all = Task("All");
foreach (var name in System.IO.Directory.EnumerateFiles("in").Select(System.IO.Path.GetFileName).ToList())
{
    var arguments = program == "cp" ? $"in/{name} out/{name}" : $"-9nk in/{name}";
    Task($"T{name}").Does(() => { if (StartProcess(program, arguments) != 0) throw new Exception(name); });
    all.IsDependentOn($"T{name}");
}

Task("Empty").Does(() => {});
RunTarget(Argument("target", "All"));
