using System.Formats.Tar;
using Argosy.Artifacts;
using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Processes;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Images.Tests.Layers;

public sealed class LayerWriterTests
{
    private const long Time = 1700000000;

    [Fact]
    public void A_small_layer_has_these_bytes()
    {
        var shared = new MemoryContent("content\n"u8.ToArray());
        var tar = Write(Trees.Of(
        [
            new FileEntry("etc/b", (UnixFileMode)0b110_100_100, 0, 0, shared),
            new FileEntry("etc/a", (UnixFileMode)0b110_100_100, 0, 0, shared),
            new LinkEntry("etc/c", 0, 0, "a"),
            FolderEntry.Plain("etc"),
        ]));
        // The digest of the tar that Python's tarfile writes for the same entries in USTAR_FORMAT, without device
        // numbers.
        tar.Length.ShouldBe(512 * 7);
        Digest.Of(tar).Hex.ShouldBe("2abeb79a9d22e9266eeaa9b3ffa3e79f8399edd42755b94706f6f3c23f7da02b");
    }

    [Fact]
    public void A_file_keeps_its_content_whichever_of_its_names_is_left()
    {
        var shared = new MemoryContent("content"u8.ToArray());
        var tar = Write(Trees.Of([new FileEntry("z", 0, 0, 0, shared), new FileEntry("b", 0, 0, 0, shared)]));
        using var reader = new TarReader(new MemoryStream(tar));
        reader.GetNextEntry()!.EntryType.ShouldBe(TarEntryType.RegularFile);
        reader.GetNextEntry()!.ShouldSatisfyAllConditions(
            e => e.EntryType.ShouldBe(TarEntryType.HardLink), e => e.LinkName.ShouldBe("b"));
    }

    [Fact]
    public void Every_tree_comes_back_through_dotnet() => Prop.ForAll(Trees.Any, entries =>
    {
        using var reader = new TarReader(new MemoryStream(Write(Trees.Of(entries))));
        var names = new Dictionary<string, FileContent>();
        foreach (var entry in entries)
        {
            var read = reader.GetNextEntry(copyData: true)!;
            read.Name.TrimEnd('/').ShouldBe(entry.Path);
            (read.Uid, read.Gid, read.Mode).ShouldBe((entry.Owner, entry.Group, entry.Mode));
            read.ModificationTime.ToUnixTimeSeconds().ShouldBe(Time);
            if (entry is LinkEntry link) read.LinkName.ShouldBe(link.Target);
            if (entry is not FileEntry file) continue;
            if (read.EntryType == TarEntryType.HardLink) names[read.LinkName].ShouldBeSameAs(file.Content);
            else
            {
                names.Add(read.Name, file.Content);
                ContentOf(read.DataStream).ShouldBe(ContentOf(file.Content));
            }
        }

        reader.GetNextEntry().ShouldBeNull();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Every_tree_comes_back_through_GNU_tar() => Prop.ForAll(Trees.Any, entries =>
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["layer.tar"], Write(Trees.Of(entries)));
        Directory.CreateDirectory(folder["out"]);
        var tar = new CommandRunner(_ => { }).RunAsync(
            new("tar", "--no-same-owner", "--delay-directory-restore", "-xpf", folder["layer.tar"],
                "-C", folder["out"]),
            default).GetAwaiter().GetResult();
        tar.Error.ShouldBeEmpty();
        foreach (var entry in entries)
        {
            var path = folder[$"out/{entry.Path}"];
            if (entry is FolderEntry) Directory.Exists(path).ShouldBeTrue();
            if (entry is LinkEntry link) new FileInfo(path).LinkTarget.ShouldBe(link.Target);
            if (entry is FileEntry file) File.ReadAllBytes(path).ShouldBe(ContentOf(file.Content));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public void The_order_in_which_a_tree_was_filled_does_not_matter() => Prop.ForAll(Trees.Any, entries =>
        Write(Trees.Of(entries.Reverse())).AsSpan().SequenceEqual(Write(Trees.Of(entries))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public async Task Capabilities_come_back_through_GNU_tar_and_getcap()
    {
        var program = new FileEntry("ping", (UnixFileMode)0b111_101_101, 0, 0, new MemoryContent("x"u8.ToArray()))
        {
            Capabilities = FileCapabilities.Read(new(new("t"), "cap_net_raw,cap_checkpoint_restore+ep", Plain: true)),
        };
        var tar = Write(Trees.Of([program]));
        // Two words of 32 bits for each set: 13 is in the first, 40 in the second.
        var value = "SCHILY.xattr.security.capability="u8.ToArray()
            .Concat(Convert.FromHexString("0100000200200000000000000001000000000000")).Append((byte)'\n').ToArray();
        tar.AsSpan().IndexOf(value).ShouldBeGreaterThan(0);
        if (!Environment.IsPrivilegedProcess) return;
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder["layer.tar"], tar);
        await CommandRunner.Silent.RunAsync(
            new("tar", "--xattrs", "--xattrs-include=security.capability", "-C", folder.Path, "-xpf",
                folder["layer.tar"]), default);
        var shown = await CommandRunner.Silent.RunAsync(new("getcap", folder["ping"]), default);
        shown.Output.Trim().ShouldEndWith("cap_net_raw,cap_checkpoint_restore=ep");
    }

    private static byte[] Write(LayerTree tree)
    {
        var tar = new MemoryStream();
        LayerWriter.Write(tree, Time, tar, CancellationToken.None);
        return tar.ToArray();
    }

    private static byte[] ContentOf(FileContent content)
    {
        var bytes = new MemoryStream();
        content.CopyTo(bytes, new byte[100]);
        return bytes.ToArray();
    }

    private static byte[] ContentOf(Stream? stream)
    {
        var bytes = new MemoryStream();
        stream?.CopyTo(bytes);
        return bytes.ToArray();
    }
}
