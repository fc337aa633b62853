using System.Formats.Tar;
using Argosy.Images.Layers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Layers;

public sealed class RootArchiveTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Ustar)]
    public void Every_format_gives_the_same_tree(TarEntryFormat format)
    {
        using var root = Open(
            format, (TarEntryType.Directory, "./usr/", ""), (TarEntryType.RegularFile, "./usr/a", "text"),
            (TarEntryType.HardLink, "./usr/b", "./usr/a"), (TarEntryType.SymbolicLink, "./lib", "usr/lib"));
        root.Tree.Entries.Select(e => e.Path).ShouldBe(["lib", "usr", "usr/a", "usr/b"]);
        root.Tree.Find("lib").ShouldBeOfType<LinkEntry>().Target.ShouldBe("usr/lib");
        var (a, b) = ((FileEntry)root.Tree.Find("usr/a")!, (FileEntry)root.Tree.Find("usr/b")!);
        b.Content.ShouldBeSameAs(a.Content);
        (a.Owner, a.Group).ShouldBe((7, 8));
        var bytes = new MemoryStream();
        a.Content.CopyTo(bytes, new byte[3]);
        bytes.ToArray().ShouldBe("text"u8.ToArray());
    }

    [Fact]
    public void Device_nodes_of_dev_are_left_to_the_engine()
    {
        using var root = Open(
            TarEntryFormat.Pax, (TarEntryType.CharacterDevice, "./dev/null", ""),
            (TarEntryType.Directory, "./usr/", ""));
        root.Tree.Entries.ShouldHaveSingleItem().Path.ShouldBe("usr");
    }

    [Theory]
    [InlineData(TarEntryType.CharacterDevice, "usr/null", "", "can't carry")]
    [InlineData(TarEntryType.RegularFile, "../etc/passwd", "", "outside the root")]
    [InlineData(TarEntryType.HardLink, "a", "b", "hard link to 'b'")]
    public void What_no_layer_can_carry_is_an_error(TarEntryType type, string name, string link, string cause) =>
        Should.Throw<ArgosyException>(() => Open(TarEntryFormat.Pax, (type, name, link))).ShouldSatisfyAllConditions(
            e => e.Diagnostics[0].Id.ShouldBe("ARG0412"), e => e.Message.ShouldContain(cause));

    [Theory]
    [InlineData("")]
    [InlineData("this is no tar, and too short for one")]
    public void A_file_that_is_no_tar_is_an_error(string text)
    {
        var path = _folder.Write("root.tar", text);
        Should.Throw<ArgosyException>(() => RootArchive.Open(path, default)).Diagnostics[0].Id.ShouldBe("ARG0411");
    }

    [Fact]
    public void A_tar_that_breaks_off_is_an_error()
    {
        Open(TarEntryFormat.Pax, (TarEntryType.RegularFile, "a", new string('x', 5000)),
            (TarEntryType.Directory, "b", "")).Dispose();
        using (var file = File.OpenWrite(_folder["root.tar"])) file.SetLength(3000);
        Should.Throw<ArgosyException>(() => RootArchive.Open(_folder["root.tar"], default))
            .Diagnostics[0].Id.ShouldBe("ARG0411");
    }

    public void Dispose() => _folder.Dispose();

    private RootArchive Open(TarEntryFormat format, params (TarEntryType Type, string Name, string Text)[] entries)
    {
        RootTars.Write(_folder["root.tar"], format, entries);
        return RootArchive.Open(_folder["root.tar"], default);
    }
}
