using System.IO.Compression;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Oci.Registry;
using Argosy.Oci.Tar;

namespace Argosy.Oci.Results;

/// <summary>Unpacks a layer into the local store.</summary>
/// <remarks>The plan determines every byte that isn't content, so no archive is interpreted: any difference is
/// rejected. Names and lengths from the network are never used.</remarks>
internal sealed class LayerReader(ContentStore store, RegistryFaults faults)
{
    // Incompressible data grows: fixed codes have up to 9 bits for 8 (RFC 1951 §3.2.6). Plus gzip's overhead,
    // with a margin.
    private const int SlackDivisor = 8;
    private const int Slack = 64 << 10;

    /// <summary>The maximum size of a layer with these files.</summary>
    public static long LargestOf(IReadOnlyList<OutputEntry> files)
    {
        var archive = files.Sum(f => f.Size + (2L * TarHeader.BlockSize));
        return archive + (archive / SlackDivisor) + Slack;
    }

    /// <summary>Adds every missing file to the store. Fault ARG0240 for any other content.</summary>
    public void Read(Stream layer, IReadOnlyList<OutputEntry> files, CancellationToken cancellation)
    {
        try
        {
            using var gzip = new GZipStream(layer, CompressionMode.Decompress, leaveOpen: true);
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                Expect(gzip, LayerPlan.HeaderOf(file), file.Path);
                using var content = new LimitedStream(gzip, file.Size);
                if (!store.Has(file)) store.Add(content, file);
                content.SkipRest();
                Expect(gzip, new byte[TarHeader.Padding(file.Size)], file.Path);
            }

            Expect(gzip, new byte[2 * TarHeader.BlockSize], "its end");
            if (gzip.ReadByte() >= 0) throw faults.Content("ARG0240", "a layer goes on after its files");
        }
        catch (InvalidDataException e)
        {
            throw faults.Content("ARG0240", "a layer isn't compressed as its type says, or breaks off", e);
        }
    }

    private void Expect(Stream stream, ReadOnlySpan<byte> expected, string at)
    {
        Span<byte> found = stackalloc byte[2 * TarHeader.BlockSize];
        found = found[..expected.Length];
        if (stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) < found.Length
            || !found.SequenceEqual(expected))
            throw faults.Content("ARG0240", $"a layer holds something else than the result says, at '{at}'");
    }
}
