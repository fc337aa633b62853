using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests;

public sealed class SdistSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Outside => _folder.At("outside");

    private string Source => _folder.At("source");

    public SdistSourceTests()
    {
        Directory.CreateDirectory(Outside);
        Directory.CreateDirectory(Source);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("xz")]
    [InlineData("bzip2")]
    [InlineData("zstd")]
    public async Task Its_files_come_without_the_archives_own_folder_in_any_compression(string? program)
    {
        var archive = Write(
            File("a-1/setup.py", "s"), Link("a-1/l", "sub"), File("a-1/sub/x.sh", "x", 0b111_000_000),
            Hard("a-1/h", "a-1/setup.py"), File("a-1/l/y", "y"));
        if (program is not null)
        {
            using var pack = Process.Start(program, program == "zstd" ? ["-q", "--rm", archive] : ["-q", archive]);
            pack.WaitForExit();
            archive = Directory.GetFiles(_folder.Path, "a.tar.*").Single();
        }

        await new SdistSource(archive).UnpackAsync(Source, default);
        System.IO.File.ReadAllText(Path.Combine(Source, "setup.py")).ShouldBe("s");
        System.IO.File.ReadAllText(Path.Combine(Source, "h")).ShouldBe("s");
        System.IO.File.ReadAllText(Path.Combine(Source, "sub/y")).ShouldBe("y");
        System.IO.File.GetUnixFileMode(Path.Combine(Source, "sub/x.sh")).ShouldBe((UnixFileMode)0b111_101_101);
        System.IO.File.GetUnixFileMode(Path.Combine(Source, "setup.py")).ShouldBe((UnixFileMode)0b110_100_100);
    }

    public static TheoryData<string> Hostile => [.. s_hostile.Keys];

    private static readonly Dictionary<string, Func<string, TarEntry[]>> s_hostile = new()
    {
        ["a path that climbs"] = outside => [File($"a-1/../../../../../..{outside}/x", "x")],
        ["a file below a link to a place outside"] = outside => [Link("a-1/x", outside), File("a-1/x/by-link", "x")],
        ["a hard link to a place outside"] = outside => [Link("a-1/x", outside), Hard("a-1/h", "a-1/x/secret")],
        ["a hard link to nothing"] = _ => [Hard("a-1/h", "a-1/nothing")],
        ["a chain of links that is too long"] = outside =>
            [.. Enumerable.Range(0, 64).Select(n => Link($"a-1/l{n}", $"l{n + 1}")),
                Link("a-1/l64", outside), File("a-1/l0/x", "x")],
        ["a file in a file"] = _ => [File("a-1/f", "x"), File("a-1/f/x", "x")],
        ["a pipe"] = _ => [new PaxTarEntry(TarEntryType.Fifo, "a-1/p")],
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_would_go_elsewhere_is_refused_by_name(string name)
    {
        System.IO.File.WriteAllText(Path.Combine(Outside, "secret"), "s");
        var archive = Write(s_hostile[name](Outside));
        var error = await Should.ThrowAsync<ArgosyException>(
            () => new SdistSource(archive).UnpackAsync(Source, default));
        error.Diagnostics[0].Id.ShouldBe("ARG0540");
        Directory.EnumerateFileSystemEntries(Outside).Select(Path.GetFileName).ShouldBe(["secret"]);
        FolderListing.Read(Source).Any(e => e.Name == "h").ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_archive_is_an_error_with_its_name()
    {
        var error = await Should.ThrowAsync<ArgosyException>(
            () => new SdistSource(_folder.Write("b.tar", new('x', 2000))).UnpackAsync(Source, default));
        error.Message.ShouldStartWith("ARG0541 b.tar: it can't be read as a tar");
    }

    private string Write(params TarEntry[] entries)
    {
        var path = _folder.At("a.tar");
        using var writer = new TarWriter(System.IO.File.Create(path));
        foreach (var entry in entries) writer.WriteEntry(entry);
        return path;
    }

    private static PaxTarEntry File(string name, string text, int mode = 0b110_000_000) =>
        new(TarEntryType.RegularFile, name)
        {
            Mode = (UnixFileMode)mode,
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
        };

    private static PaxTarEntry Link(string name, string target) =>
        new(TarEntryType.SymbolicLink, name) { LinkName = target };

    private static PaxTarEntry Hard(string name, string target) =>
        new(TarEntryType.HardLink, name) { LinkName = target };
}
