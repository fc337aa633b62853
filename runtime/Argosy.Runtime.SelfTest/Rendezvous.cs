using System.Buffers.Binary;
using System.Text;

namespace Argosy.Runtime.SelfTest;

/// <summary>The data that one side sends the other before the first operation.</summary>
internal sealed record Introduction(RdmaAddress Address, RemoteMemory Memory);

/// <summary>The out-of-band channel: each side writes one file to a folder and waits for the other's.</summary>
internal sealed class Rendezvous(string folder)
{
    internal void Publish(string name, Introduction introduction)
    {
        var address = introduction.Address.Bytes;
        var bytes = new byte[4 + RemoteMemory.EncodedLength + address.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, address.Length);
        introduction.Memory.Encode(bytes.AsSpan(4));
        address.CopyTo(bytes.AsSpan(4 + RemoteMemory.EncodedLength));
        Publish(name, bytes);
    }

    internal void PublishText(string name, string text) => Publish(name, Encoding.UTF8.GetBytes(text));

    internal async Task<string> FindTextAsync(string name, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await FindBytesAsync(name, cancellationToken));

    internal async Task<Introduction> FindAsync(string name, CancellationToken cancellationToken)
    {
        var bytes = await FindBytesAsync(name, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return new Introduction(
            new RdmaAddress(bytes.AsSpan(4 + RemoteMemory.EncodedLength, length)),
            RemoteMemory.Decode(bytes.AsSpan(4)));
    }

    // Renamed when complete: a reader never sees a part of it.
    private void Publish(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(folder, name + ".part"), bytes);
        File.Move(Path.Combine(folder, name + ".part"), Path.Combine(folder, name));
    }

    private async Task<byte[]> FindBytesAsync(string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        while (!File.Exists(path))
            await Task.Delay(5, cancellationToken);
        return File.ReadAllBytes(path);
    }
}
