using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Argosy.Processes;
using Argosy.Release.Reproduction;

namespace Argosy.Release.Tests.Reproduction;

public sealed class FileComparisonTests
{
    private static readonly DateTimeOffset s_time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_same_bytes_differ_in_nothing() =>
        (await CompareAsync("a.zip", Zip(("a", "1")), Zip(("a", "1")))).ShouldBeEmpty();

    [Fact]
    public async Task A_text_differs_in_a_line() =>
        (await CompareAsync("a.txt", "one\ntwo\nthree"u8.ToArray(), "one\n2\nthree"u8.ToArray())).ShouldBe(
            ["a.txt content: line 2 is 'two', and '2' in the second build"]);

    [Fact]
    public async Task Bytes_differ_from_an_offset_on() =>
        (await CompareAsync("a.bin", [0, 1, 2, 3], [0, 1, 9])).ShouldBe(
            ["a.bin content: the bytes differ from offset 2 on (4 and 3 bytes)"]);

    [Fact]
    public async Task A_zip_differs_in_its_members_their_order_and_their_times()
    {
        (await CompareAsync("a.nupkg", Zip(("a", "1"), ("b", "1")), Zip(("a", "1"), ("b", "2")))).ShouldBe(
            ["a.nupkg!b content: line 1 is '1', and '2' in the second build"]);
        (await CompareAsync("a.nupkg", Zip(("a", "1"), ("b", "1")), Zip(("b", "1"), ("a", "1")))).ShouldBe(
            ["a.nupkg order: where the first build has a, the second has b"]);
        (await CompareAsync("a.nupkg", Zip(("a", "1"), ("b", "1")), Zip(("a", "1"), ("c", "1")))).ShouldBe(
            ["a.nupkg!b onlyFirst: only the first build has it", "a.nupkg!c onlySecond: only the second build has it"]);
        (await CompareAsync("a.nupkg", Zip(("a", "1")), Zip(s_time.AddHours(14), ("a", "1")))).ShouldBe(
            ["a.nupkg!a metadata: its time is '2026-01-01 00:00:00', and '2026-01-01 14:00:00' in the second build"]);
    }

    [Fact]
    public async Task A_zip_that_is_only_packed_otherwise_says_so()
    {
        var text = new string('x', 2000);
        (await CompareAsync("a.whl", Zip(("a", text)), Zip(s_time, CompressionLevel.NoCompression, ("a", text))))
            .ShouldHaveSingleItem()
            .ShouldStartWith("a.whl packing: its members are the same, and are packed differently");
    }

    [Fact]
    public async Task A_tar_in_a_gzip_in_a_zip_differs_in_the_mode_of_a_member()
    {
        var first = Zip(("inner.tar.gz", Gzip(Tar((UnixFileMode)0b110_100_100))));
        var second = Zip(("inner.tar.gz", Gzip(Tar((UnixFileMode)0b110_000_000))));
        (await CompareAsync("a.zip", first, second)).ShouldBe(
            ["a.zip!inner.tar.gz!inner.tar!./usr/f metadata: its mode is '644', and '600' in the second build"]);
    }

    [Fact]
    public async Task A_damaged_archive_is_compared_by_its_bytes()
    {
        var whole = Zip(("a", "1"));
        (await CompareAsync("a.zip", whole, whole[..^9])).ShouldHaveSingleItem().ShouldStartWith("a.zip content: ");
    }

    [Fact]
    public async Task A_deb_differs_down_to_the_section_of_a_program()
    {
        using var folder = new TestFolder();
        var (first, second) = (await DebAsync(folder, "one"), await DebAsync(folder, "two"));
        var found = await CompareAsync("demo.deb", first, second);
        found.ShouldContain(d => d.StartsWith(
            "demo.deb!data.tar.xz!data.tar!./usr/bin/demo!.rodata content: the bytes differ from offset ",
            StringComparison.Ordinal));
        found.ShouldContain(d => d.StartsWith("demo.deb!control.tar.xz!control.tar!./control content: line 6 is "
            + "'Description: one'", StringComparison.Ordinal));
        found.ShouldAllBe(d => !d.StartsWith("demo.deb!debian-binary", StringComparison.Ordinal));
    }

    private static async Task<byte[]> DebAsync(TestFolder folder, string word)
    {
        var source = folder.Write(
            $"{word}.c", $"#include <stdio.h>\nint main(void) {{ return puts(\"the word is {word}\"); }}\n");
        Directory.CreateDirectory(folder[word, "usr", "bin"]);
        folder.Write($"{word}/DEBIAN/control", "Package: demo\nVersion: 1\nArchitecture: amd64\n"
            + $"Maintainer: A <a@localhost>\nPriority: optional\nDescription: {word}\n");
        await CommandRunner.Silent.RunAsync(
            new("gcc", "-o", folder[word, "usr", "bin", "demo"], "-Wl,--build-id=none", source),
            CancellationToken.None);
        await CommandRunner.Silent.RunAsync(
            new("dpkg-deb", "--root-owner-group", "-Zxz", "--build", folder[word], folder.At($"{word}.deb"))
            {
                Environment = new Dictionary<string, string?> { ["SOURCE_DATE_EPOCH"] = "1700000000" },
            }, CancellationToken.None);
        return await File.ReadAllBytesAsync(folder.At($"{word}.deb"));
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(string name, byte[] first, byte[] second) =>
    [
        .. (await FileComparison.CompareAsync(name, first, second, CancellationToken.None)).Select(
            d => $"{d.Path} {char.ToLowerInvariant($"{d.Kind}"[0])}{$"{d.Kind}"[1..]}: {d.Detail}"),
    ];

    private static byte[] Zip(params (string Name, string Text)[] members) => Zip(s_time, members);

    private static byte[] Zip(DateTimeOffset time, params (string Name, string Text)[] members) =>
        Zip(time, CompressionLevel.Optimal, members);

    private static byte[] Zip(
        DateTimeOffset time, CompressionLevel level, params (string Name, string Text)[] members) =>
        Zip(time, level, [.. members.Select(m => (m.Name, Encoding.UTF8.GetBytes(m.Text)))]);

    private static byte[] Zip((string Name, byte[] Content) member) => Zip(s_time, CompressionLevel.Optimal, [member]);

    private static byte[] Zip(DateTimeOffset time, CompressionLevel level, (string Name, byte[] Content)[] members)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                var entry = zip.CreateEntry(name, level);
                entry.LastWriteTime = time;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(content);
        return bytes.ToArray();
    }

    private static byte[] Tar(UnixFileMode mode)
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "./usr/f")
            {
                Mode = mode,
                ModificationTime = s_time,
                DataStream = new MemoryStream([1, 2, 3]),
            });
        }

        return bytes.ToArray();
    }
}
