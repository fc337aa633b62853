using System.IO.Compression;
using System.Text;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Unpacking;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Wheels;

public sealed class ZipSdistTests : IDisposable
{
    private const int Link = 0b1010_111_111_111_111;
    private const int Pipe = 0b0001_110_110_110_110;
    private readonly TestFolder _folder = new();

    public ZipSdistTests()
    {
        Directory.CreateDirectory(_folder.At("source"));
        Directory.CreateDirectory(_folder.At("outside"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_files_come_without_the_archives_own_folder()
    {
        Write(("a-1/", "", 0), ("a-1/setup.py", "s", 0), ("a-1/sub/x.sh", "x", 0b1000_111_101_101_101),
            ("a-1/l", "sub", Link));
        await UnpackAsync();
        File.ReadAllText(_folder.At("source/setup.py")).ShouldBe("s");
        File.ReadAllText(_folder.At("source/l/x.sh")).ShouldBe("x");
        File.GetUnixFileMode(_folder.At("source/sub/x.sh")).ShouldBe((UnixFileMode)0b111_101_101);
        File.GetUnixFileMode(_folder.At("source/setup.py")).ShouldBe((UnixFileMode)0b110_100_100);
    }

    public static TheoryData<string> Hostile =>
        ["climbs", "below a link", "twice", "twice with a dot", "backslash", "pipe", "file in a file"];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_would_go_elsewhere_is_refused_by_name(string how)
    {
        (string, string, int)[] entries = how switch
        {
            "climbs" => [("a-1/../../outside/x", "x", 0)],
            "below a link" => [("a-1/l", _folder.At("outside"), Link), ("a-1/l/x", "x", 0)],
            "twice" => [("a-1/x", "1", 0), ("a-1/x", "2", 0)],
            "twice with a dot" => [("a-1/x", "1", 0), ("a-1/./x", "2", 0)],
            "backslash" => [("a-1/..\\..\\x", "x", 0)],
            "pipe" => [("a-1/p", "", Pipe)],
            _ => [("a-1/f", "x", 0), ("a-1/f/x", "x", 0)],
        };
        Write(entries);
        var error = await Should.ThrowAsync<ArgosyException>(() => UnpackAsync());
        error.Message.ShouldStartWith("ARG0540 a.zip: its entry 'a-1/");
        Directory.EnumerateFileSystemEntries(_folder.At("outside")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bomb_is_cut_off_at_the_limit()
    {
        Write(("a-1/x", new('x', 1 << 20), 0), ("a-1/y", new('y', 1 << 20), 0));
        new FileInfo(_folder.At("a.zip")).Length.ShouldBeLessThan(10_000);
        var error = await Should.ThrowAsync<ArgosyException>(() => UnpackAsync(new(1_500_000, 10)));
        error.Message.ShouldStartWith(
            "ARG0554 a.zip: it isn't unpacked any further: its files have more than 1500000 bytes");
        new FileInfo(_folder.At("source/y")).Length.ShouldBeLessThan(1 << 19);
    }

    [Fact]
    public async Task Too_many_entries_are_cut_off()
    {
        Write([.. Enumerable.Range(0, 20).Select(n => ($"a-1/{n}", "", 0))]);
        var error = await Should.ThrowAsync<ArgosyException>(() => UnpackAsync(new(1000, 10)));
        error.Message.ShouldContain("more than 10 entries");
        Directory.GetFiles(_folder.At("source")).Length.ShouldBe(10);
    }

    [Fact]
    public async Task A_truncated_archive_is_an_error_with_its_name()
    {
        Write(("a-1/setup.py", "s", 0));
        var bytes = File.ReadAllBytes(_folder.At("a.zip"));
        File.WriteAllBytes(_folder.At("a.zip"), bytes[..^10]);
        var error = await Should.ThrowAsync<ArgosyException>(() => UnpackAsync());
        error.Message.ShouldStartWith("ARG0541 a.zip: it can't be read as a zip: ");
    }

    private void Write(params (string Name, string Text, int Mode)[] entries)
    {
        using var zip = ZipFile.Open(_folder.At("a.zip"), ZipArchiveMode.Create);
        foreach (var (name, text, mode) in entries)
        {
            var entry = zip.CreateEntry(name);
            entry.ExternalAttributes = mode << 16;
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    private Task UnpackAsync(SdistLimits? limits = null) =>
        new SdistSource(_folder.At("a.zip"), limits).UnpackAsync(_folder.At("source"), default);
}
