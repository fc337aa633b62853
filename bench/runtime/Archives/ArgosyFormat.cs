using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Archives;

/// <summary>Our format with everything in one block, as in files.</summary>
internal sealed class ArgosyFormat : IArchiveFormat
{
    private readonly BenchRecord _record = BenchRecord.Make();
    private readonly ArchiveImage _image = new(threshold: int.MaxValue);
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _length;

    public string Name => "Argosy, all copied";

    public int Write()
    {
        _image.Write(_record);
        _image.CopyTo(_bytes);
        return _length = (int)_image.Length;
    }

    public ulong Read() => Archive.Read<BenchRecord>(_bytes.AsSpan(0, _length)).Sum();

    public void Dispose() => _image.Dispose();
}

/// <summary>
/// Our format as it is sent: the samples aren't copied. Its size is what the sender writes; reading includes one copy
/// of the samples, in place of the network's.
/// </summary>
internal sealed class ArgosyZeroCopyFormat : IArchiveFormat
{
    private readonly BenchRecord _record = BenchRecord.Make();
    private readonly ArchiveImage _image = new();
    private readonly byte[] _arrived = Archive.ToArray(BenchRecord.Make());

    public string Name => "Argosy, zero copy";

    /// <summary>Bytes including the payload that is sent next to the archive.</summary>
    public int TotalLength => _arrived.Length;

    public int Write()
    {
        _image.Write(_record);
        return _image.EagerLength;
    }

    public ulong Read() => Archive.Read<BenchRecord>(_arrived).Sum();

    public void Dispose() => _image.Dispose();
}
