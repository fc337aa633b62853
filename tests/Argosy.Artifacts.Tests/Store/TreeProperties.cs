using System.Text;
using Argosy.Artifacts.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Store;

public sealed class TreeProperties
{
    private static readonly string[] s_names = ["a", "b-c", "b", "ü", "a b", "…\n", ".x"];

    /// <summary>The node at a path: a text, a link's target, or else a folder.</summary>
    public sealed record Node(string Path, string? Text, string? Target, int Mode);

    private static Arbitrary<Node[]> Trees { get; } = Gen.Choose(1, 4)
        .SelectMany(depth => Gen.Elements(s_names).ArrayOf(depth)).Select(names => string.Join('/', names))
        .SelectMany(path => Gen.Choose(0, 3), (path, kind) => (path, kind))
        .SelectMany(p => Gen.Choose(0, 3), (p, text) => (p.path, p.kind, text))
        .SelectMany(p => Gen.Choose(0, 0xFFF), (p, mode) => new Node(
            p.path, p.kind < 2 ? new string('x', p.text * 1000) : null, p.kind == 2 ? $"../{p.text}" : null, mode))
        .ArrayOf().ToArbitrary();

    [Fact]
    public void Any_tree_that_is_kept_and_restored_elsewhere_is_the_same() => Prop.ForAll(Trees, nodes =>
    {
        using var builds = new Builds();
        Directory.CreateDirectory(builds.B);
        Make(builds.Folder.At("a/out"), nodes);
        var described = builds.Describe(builds.A, "out");
        var tree = builds.Keep("out");
        var restored = builds.TryRestore(tree, "out");
        var again = builds.Describe(builds.B, "out");
        var same = restored && again.Entries.SequenceEqual(tree.Entries)
            && again.Digest() == tree.Digest() && described.Digest() == tree.Digest();
        WritableOutputs.Unshare(builds.A, ["out"]); // opens folders, which have to be removed
        WritableOutputs.Unshare(builds.B, ["out"]);
        return same;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40)); // each makes folders and files

    [Fact]
    public void So_is_its_result_in_json() => Prop.ForAll(Trees, nodes =>
    {
        using var builds = new Builds();
        Make(builds.Folder.At("a/out"), nodes);
        var result = Builds.Result("task", builds.Describe(builds.A, "out"));
        var bytes = ActionResultJson.Write(result);
        var read = ActionResultJson.TryRead(bytes);
        WritableOutputs.Unshare(builds.A, ["out"]);
        return read!.Outputs.Entries.SequenceEqual(result.Outputs.Entries)
            && ActionResultJson.Write(read).AsSpan().SequenceEqual(bytes);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40)); // each makes folders and files

    // If two nodes conflict, the first one stays.
    private static void Make(string root, Node[] nodes)
    {
        Directory.CreateDirectory(root);
        foreach (var node in nodes)
        {
            var path = $"{root}/{node.Path}";
            var above = Path.GetDirectoryName(path)!;
            if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null || !TryMake(root, above)) continue;
            if (node.Text is { } text) File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
            else if (node.Target is { } target) File.CreateSymbolicLink(path, target);
            else Directory.CreateDirectory(path);
        }

        // Inner ones first; an ordinary user must be able to read the kept files.
        foreach (var node in nodes.OrderByDescending(n => n.Path, StringComparer.Ordinal))
        {
            var path = $"{root}/{node.Path}";
            if (new FileInfo(path).LinkTarget is null && Path.Exists(path))
                File.SetUnixFileMode(path, (UnixFileMode)(node.Mode | 0b101_000_000));
        }
    }

    private static bool TryMake(string root, string folder)
    {
        for (var at = folder; at.Length >= root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (File.Exists(at) || new FileInfo(at).LinkTarget is not null) return false;
        }

        Directory.CreateDirectory(folder);
        return true;
    }
}
