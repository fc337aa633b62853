using System.Security.Cryptography;
using Argosy.Artifacts;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Reads a file of a layer once: its digest, its form, and its content if that is to be kept.</summary>
internal sealed class FileReader
{
    public FileReader(Stream content, bool isKept)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var kept = isKept ? new MemoryStream() : null;
        var buffer = new byte[1 << 16];
        for (var isFirst = true; content.ReadAtLeast(buffer, 4, throwOnEndOfStream: false) is > 0 and var length;)
        {
            var read = buffer.AsSpan(0, length);
            if (isFirst) Form = FormOf(read);
            isFirst = false;
            hash.AppendData(read);
            kept?.Write(read);
        }

        Digest = Digest.FromHash(hash.GetHashAndReset());
        Kept = kept?.ToArray();
    }

    public Digest Digest { get; }

    public FileForm Form { get; }

    public byte[]? Kept { get; }

    private static FileForm FormOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] => FileForm.Elf,
        [(byte)'M', (byte)'Z', ..] => FileForm.Pe,
        _ => FileForm.Data,
    };
}
