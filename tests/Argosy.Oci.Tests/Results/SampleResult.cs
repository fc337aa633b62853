using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;

namespace Argosy.Oci.Tests.Results;

/// <summary>Task results whose files are in a store.</summary>
internal static class SampleResult
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Program =
        Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static ActionKey Key(string name) => new(Digest.Of(name));

    /// <summary>One of each kind: a program, its copy, its bytes as a plain file, an empty file, folders and a
    /// link.</summary>
    public static ActionResult OfEverything(ContentStore store, string name = "everything") => Of(store, name,
    [
        Folder("out"), Folder("out/empty"),
        File("out/link", "") with { Kind = OutputKind.Link, Mode = 0, Content = null, Target = "tool" },
        File("out/nothing", ""), File("out/plain", "bytes of the tool"),
        File("out/tool", "bytes of the tool") with { Mode = Program },
        File("out/tool-copy", "bytes of the tool") with { Mode = Program },
    ], path => path.Contains("tool", StringComparison.Ordinal) || path.Contains("plain", StringComparison.Ordinal)
        ? "bytes of the tool"u8.ToArray() : []);

    /// <summary>Files of these sizes with random bytes, which don't compress.</summary>
    public static ActionResult OfNoise(ContentStore store, string name, params int[] sizes)
    {
        var noise = sizes.Select((size, i) =>
        {
            var bytes = new byte[size];
            new Random(i).NextBytes(bytes);
            return (Path: $"out/{i:D3}", Bytes: bytes);
        }).ToDictionary(f => f.Path, f => f.Bytes);
        return Of(store, name,
            [Folder("out"), .. noise.Select(
                f => new OutputEntry(f.Key, OutputKind.File, Plain, f.Value.Length, Digest.Of(f.Value)))],
            path => noise[path]);
    }

    private static ActionResult Of(
        ContentStore store, string name, IReadOnlyList<OutputEntry> entries, Func<string, byte[]> content)
    {
        foreach (var file in entries.Where(e => e.Kind == OutputKind.File && !store.Has(e)))
        {
            using var bytes = new MemoryStream(content(file.Path));
            store.Add(bytes, file);
        }

        return new(Key(name), name, 0, 1.5, true, new(entries), [], [], ["a note"], "the log\nwith ünicode\n");
    }

    private static OutputEntry Folder(string path) => new(path, OutputKind.Folder, Program | UnixFileMode.UserWrite);

    private static OutputEntry File(string path, string text) =>
        new(path, OutputKind.File, Plain, text.Length, Digest.Of(text));
}
