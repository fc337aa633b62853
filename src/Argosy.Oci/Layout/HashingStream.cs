using System.Security.Cryptography;
using Argosy.Oci.Tar;

namespace Argosy.Oci.Layout;

/// <summary>Writes to a target and hashes the bytes. Owns neither of the two.</summary>
internal sealed class HashingStream(Stream target, IncrementalHash hash) : WriteStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        target.Write(buffer);
    }

    public override void Flush() => target.Flush();
}
