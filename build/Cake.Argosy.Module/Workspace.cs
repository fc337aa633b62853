using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Incremental;

namespace Cake.Argosy.Module;

/// <summary>Where the engine keeps things in a project: <c>artifacts/</c> for people, <c>.argosy/</c> for itself.
/// </summary>
internal sealed class Workspace(string root)
{
    public string Root { get; } = root;

    public string Artifacts => Path.Combine(Root, "artifacts");

    public RecordStore Records { get; } = new(Path.Combine(root, ".argosy", "tasks"));

    /// <summary>Digest of the code that runs the tasks: when it changes, no older result counts.</summary>
    public Digest Code { get; } = CodeDigest();

    public string LogOf(string task) => Path.Combine(Artifacts, "logs", $"{task}.log");

    /// <summary>Keeps a second build out of this folder (ARG0705) for as long as the result lives.</summary>
    /// <remarks>The system drops the lock of a killed process, so none is ever stale.</remarks>
    public IDisposable Lock()
    {
        var path = Path.Combine(Root, ".argosy", "lock");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new ArgosyException(new Diagnosis("ARG0705", new(".argosy/lock"),
                $"another build holds this folder, or it can't be written ({e.Message})",
                "Wait for the other build to end, or build in another clone."), e);
        }
    }

    private static Digest CodeDigest()
    {
        var folder = Path.GetDirectoryName(typeof(Workspace).Assembly.Location)!;
        var files = Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal);
        return Digest.Of(string.Join('\n', files.Select(f => $"{Path.GetFileName(f)} {Digest.OfFile(f)}")));
    }
}
