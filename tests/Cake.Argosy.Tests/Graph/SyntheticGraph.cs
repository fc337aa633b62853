using System.Diagnostics;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Cake.Argosy.Configuration;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Tests.Graph;

/// <summary>The tasks that follow from a project's files.</summary>
internal sealed class SyntheticGraph : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<CakeTask> _tasks = [];
    private Builds? _builds;

    /// <summary>A project with these files and their texts.</summary>
    public SyntheticGraph(string model, params (string File, string Text)[] files)
    {
        Model = model;
        foreach (var (file, text) in files) _folder.Write(file, text);
        // The declarations need the commit's time.
        Git("init", "-q");
        Git("-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "-q", "--allow-empty", "-m", "x");
    }

    public string Model { get; }

    /// <summary>The machine that would build; null for this one.</summary>
    public Host? Host { get; init; }

    public IEnumerable<string> Names => _tasks.Select(t => t.Name);

    /// <summary>The names of all targets, for any architectures of the run.</summary>
    public IReadOnlyCollection<string> Targets { get; private set; } = [];

    public SyntheticGraph Register(params (string Name, string Value)[] arguments)
    {
        _builds = TestBuilds.In(_folder, Host, Model, arguments);
        new DeclaredFiles(_builds).Check();
        var registration = new TaskRegistration(
            new(new FakeContext(_folder.Path, arguments), _builds), Begin, typeof(ArgosyAliases).Assembly);
        _builds.Registration = registration;
        registration.RegisterAll();
        Targets = registration.Names;
        return this;
    }

    public bool IsFormer(string name) => _builds!.Registration!.IsFormer(name);

    public bool IsMade(string path) => _builds!.Registration!.IsMade(path);

    public IEnumerable<string> Edges(string name) => Find(name).Dependencies.Select(d => d.Name);

    public TaskDeclaration Declared(string name) => TaskDeclarations.Of(Find(name));

    /// <summary>All required and optional inputs of a task, including other tasks' outputs.</summary>
    public IEnumerable<string> Inputs(string name) => Declared(name).Inputs.Concat(Declared(name).OptionalInputs);

    public void Dispose()
    {
        _builds?.Dispose();
        _folder.Dispose();
    }

    private CakeTask Find(string name) => _tasks.Single(t => t.Name == name);

    private CakeTaskBuilder Begin(string name)
    {
        _tasks.Add(new(name));
        return new(_tasks[^1]);
    }

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", _folder.Path, .. arguments]);
        // Equal projects have equal times.
        start.Environment["GIT_COMMITTER_DATE"] = start.Environment["GIT_AUTHOR_DATE"] = "2026-01-01T00:00:00Z";
        using var git = Process.Start(start)!;
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
