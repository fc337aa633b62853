using System.IO.Compression;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Release.Reproduction;

/// <summary>The content of a compressed file.</summary>
internal static class Compressed
{
    private static readonly (byte[] Mark, string Program, string Suffix)[] s_programs =
    [
        ([0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz", ".xz"),
        ([0x28, 0xb5, 0x2f, 0xfd], "zstd", ".zst"),
        ("BZh"u8.ToArray(), "bzip2", ".bz2"),
    ];

    /// <summary>The content, named without the suffix; null if it isn't compressed, or can't be
    /// unpacked.</summary>
    public static async Task<Member?> TryReadAsync(
        string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b, 8])) return Gzip(name, bytes);
        foreach (var (mark, program, suffix) in s_programs)
        {
            if (!bytes.Span.StartsWith(mark)) continue;
            using var folder = new TemporaryFolder("argosy-unpack-");
            var packed = folder.At("packed");
            await File.WriteAllBytesAsync(packed, bytes, cancellation);
            var content = new MemoryStream();
            try
            {
                await CommandRunner.ReadBytesAsync(new(program, "-dc", packed), s => s.CopyTo(content), cancellation);
            }
            catch (ArgosyException)
            {
                return null;
            }

            return new(Without(name, suffix), content.ToArray());
        }

        return null;
    }

    // RFC 1952: the header's time and system are no part of the content.
    private static Member Gzip(string name, ReadOnlyMemory<byte> bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
        var content = new MemoryStream();
        gzip.CopyTo(content);
        var span = bytes.Span;
        return new(Without(name, ".gz"), content.ToArray())
        {
            Properties =
            [
                ("flags", $"{span[3]:x2}"), ("time", $"{BitConverter.ToUInt32(span[4..8])}"), ("level", $"{span[8]}"),
                ("system", $"{span[9]}"),
            ],
        };
    }

    private static string Without(string name, string suffix) =>
        name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? name[..^suffix.Length] : "(content)";
}
