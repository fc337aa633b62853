using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Argosy.Artifacts.Files;
using Cake.Argosy.Module.Declarations;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Xunit.Runner.InProc.SystemConsole;

namespace Cake.Argosy.Module.Tests.Fuzzing;

/// <summary>A process that builds random graphs with the engine, one after the other, until it is killed: an input line
/// is a graph's seed and a project's folder, an output line is the build's result.</summary>
internal static class GraphWorker
{
    public const string Argument = "--graph-worker";

    /// <summary>How a build ended.</summary>
    public sealed record Result(bool Succeeded, string Output);

    // The worker's entry point, and the one of the tests, whose process is the assembly's own too.
    public static Task<int> Main(string[] args) => args is [Argument] ? WorkAsync() : ConsoleRunner.Run(args);

    private static async Task<int> WorkAsync()
    {
        var answers = Console.Out;
        while (Console.In.ReadLine() is { } line)
        {
            var at = line.IndexOf(' ', StringComparison.Ordinal);
            var said = new StringWriter();
            Console.SetOut(said);
            var error = await BuildAsync(
                GraphModel.Of(int.Parse(line.AsSpan(0, at), CultureInfo.InvariantCulture)), line[(at + 1)..]);
            answers.WriteLine(JsonSerializer.Serialize(new Result(error is null, $"{said}\n{error}")));
            answers.Flush();
        }

        return 0;
    }

    private static async Task<Exception?> BuildAsync(GraphModel model, string root)
    {
        var begun = FileClock.Now();
        Environment.CurrentDirectory = root;
        var environment = new CakeEnvironment(new CakePlatform(), new CakeRuntime()) { WorkingDirectory = root };
        var context = Stub.Of<ICakeContext>(new()
        {
            ["Environment"] = environment,
            ["Arguments"] = new CakeArguments(Enumerable.Empty<string>().ToLookup(a => a)),
            ["Log"] = new NullLog(),
            ["Configuration"] = Stub.Of<ICakeConfiguration>([]),
        });
        var log = new NullLog();
        var script = new ScriptCode(new Cake.Core.IO.FileSystem(), environment, log, []);
        var engine = new ArgosyEngine(Stub.Of<ICakeDataService>([]), log, script) { Begun = begun };
        for (var task = 0; task < model.Count; task++) Register(engine, model, task, root);
        var all = engine.RegisterTask("Default");
        for (var task = 0; task < model.Count; task++) all.IsDependentOn($"Task{task}");
        try
        {
            await engine.RunTargetAsync(
                context,
                new DefaultExecutionStrategy(new NullLog(), Stub.Of<ICakeReportPrinter>([])),
                new ExecutionSettings().SetTarget("Default"));
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static void Register(ArgosyEngine engine, GraphModel model, int task, string root)
    {
        var builder = engine.RegisterTask($"Task{task}")
            .Inputs($"{GraphModel.Sources(task)}/*").Outputs(GraphModel.Outputs(task))
            .Values(string.Join(';', model.Dependencies.Select(d => string.Join(',', d)).Zip(model.Lossy)));
        foreach (var before in model.Dependencies[task]) builder.Inputs($"{GraphModel.Folder(before)}/**");
        builder.Does(() =>
        {
            var inputs = GraphModel.Read(
                root, [GraphModel.Sources(task), .. model.Dependencies[task].Select(GraphModel.Folder)]);
            foreach (var (path, text) in model.Make(task, inputs))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
                // Writes in two steps, so that a kill can leave half a file.
                File.WriteAllText(Path.Combine(root, path), text[..(text.Length / 2)]);
                File.AppendAllText(Path.Combine(root, path), text[(text.Length / 2)..]);
            }
        });
    }

    /// <summary>An interface of Cake of which few members are called; the others do nothing.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it
    public class Stub : DispatchProxy
#pragma warning restore CA1852
    {
        private Dictionary<string, object> _properties = [];

        public static T Of<T>(Dictionary<string, object> properties) where T : class
        {
            var stub = Create<T, Stub>();
            ((Stub)(object)stub)._properties = properties;
            return stub;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name.StartsWith("get_", StringComparison.Ordinal)
                ? _properties.GetValueOrDefault(targetMethod.Name[4..])
                : null;
    }
}
