using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Artifacts.Ownership;

namespace Argosy.Engine;

/// <summary>The engine's folders in a project: <c>artifacts/</c> for people, <c>.argosy/</c> for itself. Belongs to the
/// one build that holds its lock; the owner disposes it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _state;

    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="isWatched">An audit runs this build: nothing is recorded.</param>
    public Workspace(string root, bool isWatched = false)
    {
        Root = root;
        IsWatched = isWatched;
        _state = Path.Combine(root, ".argosy");
        var books = isWatched ? Copy(_state) : _state;
        Journal = TaskJournal.Open(Path.Combine(books, "journal"));
        Files = FileDigests.Load(Path.Combine(books, "files"));
    }

    public string Root { get; }

    /// <summary>An audit runs and traces this build.</summary>
    public bool IsWatched { get; }

    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Versions of tools by digest.</summary>
    public string Tools => Path.Combine(_state, "tools");

    public TaskJournal Journal { get; }

    public FileDigests Files { get; }

    /// <summary>The ownership of outputs, while a run is active.</summary>
    public OutputOwnership? Ownership { get; set; }

    public string LogOf(string task) => Path.Combine(Artifacts, "logs", Output.TaskLog.NameOf(task));

    public void Dispose()
    {
        // A failed build must end with its own error, and a successful one needs neither: they only save work next
        // time.
        try
        {
            Journal.Dispose();
            Files.Save();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Out.WriteLine($"warning: what this build did can't be noted: {e.Message}");
        }
    }

    // In the audit's temporary folder, with which they are removed.
    private static string Copy(string state)
    {
        var folder = Directory.CreateTempSubdirectory("books-").FullName;
        foreach (var book in (string[])["journal", "inputs", "files"])
        {
            if (File.Exists(Path.Combine(state, book)))
                File.Copy(Path.Combine(state, book), Path.Combine(folder, book));
        }

        return folder;
    }
}
