using System.IO.Compression;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Oci.Registry;
using Argosy.Oci.Tar;

namespace Argosy.Oci.Results;

/// <summary>Unpacks a layer into the local store.</summary>
/// <remarks>The plan says every byte that isn't content, so no archive is interpreted: what differs is refused. Neither a
/// name nor a length that came over the network is ever acted on.</remarks>
internal sealed class LayerReader(ContentStore store, RegistryFaults faults)
{
    // What can't be compressed grows: fixed codes have up to 9 bits for 8 (RFC 1951 §3.2.6). And gzip's own, with room
    // to spare.
    private const int SlackDivisor = 8;
    private const int Slack = 64 << 10;

    /// <summary>How large a layer of these files can be at most.</summary>
    public static long LargestOf(IReadOnlyList<OutputEntry> files)
    {
        var archive = files.Sum(f => f.Size + (2L * TarHeader.BlockSize));
        return archive + (archive / SlackDivisor) + Slack;
    }

    /// <summary>Puts every file into the store that isn't there. Fault ARG0240 for any other content.</summary>
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
        if (stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) < found.Length || !found.SequenceEqual(expected))
            throw faults.Content("ARG0240", $"a layer holds something else than the result says, at '{at}'");
    }
}
