using System.Security.Cryptography;
using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Finish;

/// <summary>Runs the maintainer scripts that nothing replaces, and adds what they change to the finish of an
/// image.</summary>
/// <param name="definition">The image, for one architecture.</param>
/// <param name="runner">Runs them.</param>
/// <param name="scratch">A folder for two tars of the root.</param>
internal sealed class EmulatedFinish(ImageDefinition definition, CommandRunner runner, string scratch)
{
    // A whiteout: an empty file that removes one of a lower layer (OCI image spec, layers).
    private const string Whiteout = ".wh.";

    // Where file systems of the kernel were mounted for the scripts.
    private static readonly string[] s_mounts = ["dev", "proc", "sys"];

    /// <summary>The archive that the added contents are borrowed from; null if no script was to run. Error ARG0458 if
    /// one fails, or none can run here.</summary>
    public async Task<RootArchive?> RunAsync(
        LayerTree packages, FinishedLayer finished, Architecture architecture, CancellationToken cancellation)
    {
        if (definition.Finish.Mode != FinishMode.Emulated || finished.Unreplaced.Count == 0) return null;
        var (before, after) = (Path.Combine(scratch, "before.tar"), Path.Combine(scratch, "after.tar"));
        // A package is compressed as a whole, and a tar has the files of all by their paths.
        using var spool = await ContentSpool.OfAsync(
            LayerTree.Over(packages, finished.Tree), Path.Combine(scratch, "contents"), cancellation);
        var below = spool.Tree;
        using (var tar = File.Create(before)) LayerWriter.Write(WithScripts(below, finished), 0, tar, cancellation);
        var outcome = await new RootScripts(runner).RunAsync(
            architecture, before, after,
            [.. finished.Unreplaced.Select(s => new RootScript(s.Package, s.Kind, s.Path))], cancellation);
        File.Delete(before);
        if (outcome.Verdict != Verdict.Passed)
        {
            throw new ArgosyException(new Diagnostic("ARG0458", definition.PackagesPlace,
                $"maintainer scripts of {definition.Name} for {architecture} didn't run to their end: "
                    + (outcome.Verdict == Verdict.Failed ? outcome.Result?.Tail(6) : outcome.Reason)?.TrimEnd('.'),
                "Declare what they would do and set 'finish: declared', or add the packages that they need."));
        }

        var archive = RootArchive.Open(after, cancellation);
        AddChanges(below, archive.Tree, finished.Tree, cancellation);
        return archive;
    }

    // An image may leave out dpkg's record.
    private static LayerTree WithScripts(LayerTree below, FinishedLayer finished)
    {
        var tree = LayerTree.Over(below, new());
        foreach (var script in finished.Unreplaced)
        {
            for (var folder = ImagePath.Parent(script.Path); folder.Length > 0; folder = ImagePath.Parent(folder))
                tree.TryAdd(FolderEntry.Plain(folder));
            tree.Set(new FileEntry(script.Path, (UnixFileMode)0b111_101_101, 0, 0,
                new MemoryContent(System.Text.Encoding.UTF8.GetBytes(script.Text))));
        }

        return tree;
    }

    private void AddChanges(LayerTree before, LayerTree after, LayerTree added, CancellationToken cancellation)
    {
        foreach (var entry in after.Entries
            .Where(e => definition.Paths.Has(e.Path) && !s_mounts.Contains(e.Path)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (before.Find(entry.Path) is not { } old || !IsSame(old, entry)) added.Set(entry);
        }

        string? gone = null;
        foreach (var entry in before.Entries.Where(e => after.Find(e.Path) is null && definition.Paths.Has(e.Path)))
        {
            // A folder's whiteout removes its contents.
            if (gone is not null && entry.Path.StartsWith($"{gone}/", StringComparison.Ordinal)) continue;
            gone = entry.Path;
            var path = ImagePath.Join(ImagePath.Parent(gone), Whiteout + ImagePath.Name(gone));
            added.Set(new FileEntry(path, 0, 0, 0, new MemoryContent([])));
        }
    }

    private static bool IsSame(LayerEntry old, LayerEntry entry) => (old, entry) switch
    {
        (FileEntry a, FileEntry b) => (a.Mode, a.Owner, a.Group, a.Content.Length)
            == (b.Mode, b.Owner, b.Group, b.Content.Length) && Hash(a).AsSpan().SequenceEqual(Hash(b)),
        _ => old == entry,
    };

    private static byte[] Hash(FileEntry file)
    {
        using var hash = SHA256.Create();
        using var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        file.Content.CopyTo(stream, new byte[1 << 16]);
        stream.FlushFinalBlock();
        return hash.Hash!;
    }
}
