using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;

namespace Cake.Argosy.Module;

/// <summary>Where the engine keeps things in a project: <c>artifacts/</c> for people, <c>.argosy/</c> for itself. Belongs
/// to the one build that holds its lock; the owner disposes it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _state;

    /// <param name="root">The project's folder, absolute.</param>
    public Workspace(string root)
    {
        Root = root;
        _state = Path.Combine(root, ".argosy");
        Journal = TaskJournal.Open(Path.Combine(_state, "journal"));
        Files = FileDigests.Load(Path.Combine(_state, "files"));
    }

    public string Root { get; }

    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Versions of tools by digest.</summary>
    public string Tools => Path.Combine(_state, "tools");

    public TaskJournal Journal { get; }

    public FileDigests Files { get; }

    public string LogOf(string task) => Path.Combine(Artifacts, "logs", $"{task}.log");

    public void Dispose()
    {
        Journal.Dispose();
        Files.Save();
    }
}
