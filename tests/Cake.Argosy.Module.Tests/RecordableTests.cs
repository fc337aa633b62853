using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting.Analysis;
using static Cake.Argosy.Module.Tests.Fuzzing.GraphWorker;

namespace Cake.Argosy.Module.Tests;

/// <summary>A run without work is recorded only if the script and its hooks do nothing that a record lacks.</summary>
public sealed class RecordableTests : IDisposable
{
    private const string Bootstrap = """
        // Registers, and runs.
        if (Tasks.Count == 0) throw new CakeException("not compiled");
        RegisterArgosyTasks(Task, Teardown, typeof(Own.Lint));
        RunTargets(Arguments("target", "Default"));
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", true)]
    [InlineData("// A comment.", true)]
    [InlineData("Information(\"hello\");", false)]
    [InlineData("RunTargets(Arguments(\"target\", \"Default\")); Information(\"hello\");", false)]
    [InlineData("Task(\"Mine\").Does(() => {});", false)]
    [InlineData("var x = 1;", false)]
    [InlineData("RegisterArgosyTasks(Task, Teardown); RegisterOthers();", false)]
    [InlineData("/* */ Information(\"hello\");", false)]
    public void A_script_of_its_own_statements_is_asked_each_time(string line, bool isBootstrap) =>
        Read($"{Bootstrap}\n{line}\n").IsBootstrap.ShouldBe(isBootstrap);

    [Fact]
    public void This_repositorys_script_is_the_bootstrap()
    {
        var directives = (string[])["build.cake", "build/Tasks/graph.cake"];
        var lines = directives.SelectMany(f => File.ReadLines(Repository.At(f)))
            .Where(l => !l.StartsWith("#load", StringComparison.Ordinal)
                && !l.StartsWith("#r ", StringComparison.Ordinal));
        Read(string.Join('\n', lines)).IsBootstrap.ShouldBeTrue();
    }

    [Fact]
    public void Hooks_are_called_each_time()
    {
        New().IsQuiet.ShouldBeTrue();
        With(l => l.Actions.RegisterSetup(_ => { })).IsQuiet.ShouldBeFalse();
        With(l => l.Actions.RegisterTeardown(_ => { })).IsQuiet.ShouldBeFalse();
        With(l => l.Actions.RegisterTaskSetup(_ => { })).IsQuiet.ShouldBeFalse();
        With(l => l.Actions.RegisterTaskTeardown(_ => { })).IsQuiet.ShouldBeFalse();
        With(l => l.BeforeSetup += (_, _) => { }).IsQuiet.ShouldBeFalse();
        With(l => l.AfterTeardown += (_, _) => { }).IsQuiet.ShouldBeFalse();
        With(l => l.BeforeTaskSetup += (_, _) => { }).IsQuiet.ShouldBeFalse();
    }

    private static Lifecycle New() => new(Stub.Of<ICakeDataService>([]), new NullLog());

    private static Lifecycle With(Action<Lifecycle> register)
    {
        var lifecycle = New();
        register(lifecycle);
        return lifecycle;
    }

    private ScriptCode Read(string script)
    {
        var path = _folder.Write("build.cake", script);
        // Cake's own would set the process's folder.
        var environment = Stub.Of<ICakeEnvironment>(new()
        {
            ["WorkingDirectory"] = new DirectoryPath(_folder.Path),
            ["Platform"] = new CakePlatform(),
            ["Runtime"] = new CakeRuntime()
        });
        var code = new ScriptCode(new FileSystem(), environment, new NullLog(), []);
        var result = code.Analyze(path, new ScriptAnalyzerSettings { Mode = ScriptAnalyzerMode.Everything });
        result.Succeeded.ShouldBeTrue();
        return code;
    }
}
