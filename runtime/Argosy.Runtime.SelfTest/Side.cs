namespace Argosy.Runtime.SelfTest;

/// <summary>One process's endpoint and memory: three parts (read, written,
/// message) and one byte for the verdict.</summary>
internal sealed class Side : IDisposable
{
    private readonly RdmaProgressThread _progress;

    internal Side(RdmaDomain domain, int bytes)
    {
        Bytes = bytes;
        Endpoint = domain.OpenEndpoint();
        Memory = domain.Allocate(3 * bytes + 1, RemoteAccess.Read | RemoteAccess.Write);
        _progress = new RdmaProgressThread(Endpoint);
    }

    internal int Bytes { get; }

    internal RdmaEndpoint Endpoint { get; }

    internal RegisteredMemory Memory { get; }

    internal RegisteredSlice Verdict => Memory.Slice(3 * Bytes, 1);

    internal Introduction Introduction => new(Endpoint.Address, Memory.Remote);

    internal RegisteredSlice Part(int part) => Memory.Slice(part * Bytes, Bytes);

    internal void Fill(int part)
    {
        var span = Part(part).Span;
        for (var i = 0; i < span.Length; i++)
            span[i] = Pattern(part, i);
    }

    internal void Check(int part, string what)
    {
        var span = Part(part).Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] != Pattern(part, i))
                throw new SelfTestFailure($"{what}: byte {i} is {span[i]:x2}, expected {Pattern(part, i):x2}");
        }
    }

    public void Dispose()
    {
        _progress.Dispose();
        Endpoint.Dispose();
        ((IDisposable)Memory).Dispose();
    }

    // Differs for every part and every 4-byte word, so that a shifted or repeated block is detected.
    private static byte Pattern(int part, int index)
    {
        var word = unchecked(((ulong)index / 4 + 1) * 0x9E3779B97F4A7C15 + (ulong)part * 0xC2B2AE3D27D4EB4F);
        return (byte)(word >> (8 * (index % 4) + 24));
    }
}

internal sealed class SelfTestFailure(string message) : Exception(message);
