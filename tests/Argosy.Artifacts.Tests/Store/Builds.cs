using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Tests.Store;

/// <summary>Two work trees, <c>a</c> and <c>b</c>, with a common cache.</summary>
internal sealed class Builds : IDisposable
{
    public TestFolder Folder { get; } = new();

    public string A => Folder.At("a");

    public string B => Folder.At("b");

    public string Cache => Folder.At("cache");

    public ContentStore Store => new(Cache);

    public ActionCache Actions => new(Cache);

    public IReadOnlyList<string> Blobs => FilesIn(Folder.At("cache/blobs"));

    /// <summary>Writes a file of the first work tree and creates the folder of the second.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(B);
        return Folder.Write($"a/{name}", text);
    }

    public OutputTree Keep(params string[] outputs) => Store.Keep(A, outputs, Digest.OfFile);

    public OutputTree Describe(string root, params string[] outputs) => Store.Describe(root, outputs, Digest.OfFile);

    public bool TryRestore(OutputTree tree, params string[] outputs) => Store.TryRestore(B, tree, outputs);

    public static ActionResult Result(string name, OutputTree tree) =>
        new(new(Digest.Of(name)), name, 0, 1.5, true, tree, [], [], [], "log\n");

    public static ulong InodeOf(string path) => Posix.TryStatus(path)!.Value.Inode;

    public static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);

    /// <summary>All files below a folder, sorted.</summary>
    public static IReadOnlyList<string> FilesIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Folder.Dispose();
}
