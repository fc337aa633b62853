using System.Diagnostics;
using System.IO.Compression;
using Argosy.Oci.Tar;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Oci.Tests.Tar;

public sealed class BlockGzipTests
{
    private static readonly int[] s_sizes =
        [0, 1, BlockGzip.BlockSize - 1, BlockGzip.BlockSize, BlockGzip.BlockSize + 1, (3 * BlockGzip.BlockSize) + 7];

    [Fact]
    public void A_member_begins_with_this_header_whatever_zlib_there_is() =>
        Compress([1, 2, 3], threads: 1, chunk: 3)[..10].ShouldBe([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

    [Fact]
    public void Neither_threads_nor_the_size_of_writes_change_the_bytes() => Prop.ForAll(
        Gen.Elements(s_sizes).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(1, 300_000).ToArbitrary(),
        (size, threads, chunk) =>
        {
            var bytes = Bytes(size);
            var compressed = Compress(bytes, threads, chunk);
            compressed.AsSpan().SequenceEqual(Compress(bytes, 1, 1 << 22)).ShouldBeTrue();
            Decompress(compressed).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    [Fact]
    public async Task Gzip_reads_all_members()
    {
        using var folder = new TestFolder();
        var bytes = Bytes(s_sizes[^1]);
        await File.WriteAllBytesAsync(folder.At("x.gz"), Compress(bytes, 2, 65536));
        using var gzip = Process.Start("gzip", ["-d", folder.At("x.gz")]);
        await gzip.WaitForExitAsync();
        gzip.ExitCode.ShouldBe(0);
        (await File.ReadAllBytesAsync(folder.At("x"))).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    private static byte[] Compress(byte[] bytes, int threads, int chunk)
    {
        var target = new MemoryStream();
        using (var gzip = new BlockGzip(target, threads))
        {
            for (var i = 0; i < bytes.Length; i += chunk)
                gzip.Write(bytes.AsSpan(i, Math.Min(chunk, bytes.Length - i)));
            gzip.Complete();
        }

        return target.ToArray();
    }

    private static byte[] Decompress(byte[] bytes)
    {
        var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new System.Random(size).NextBytes(bytes.AsSpan(size / 2));
        return bytes;
    }
}
