namespace Argosy.Runtime;

/// <summary>An endpoint's address: opaque bytes of its provider, which can be sent by any channel.</summary>
public sealed class RdmaAddress : IEquatable<RdmaAddress>
{
    /// <summary>Maximum bytes of an address.</summary>
    public const int MaximumLength = 512;

    private readonly byte[] _bytes;

    /// <summary>Takes a copy of the bytes.</summary>
    /// <exception cref="ArgumentException">There are none, or more than 512.</exception>
    public RdmaAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaximumLength)
            throw new ArgumentException(
                $"An address has 1 to {MaximumLength} bytes, not {bytes.Length}.", nameof(bytes));
        _bytes = bytes.ToArray();
    }

    /// <summary>The bytes to send.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <inheritdoc/>
    public bool Equals(RdmaAddress? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RdmaAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.Aggregate(_bytes.Length, (hash, next) => unchecked(hash * 31 + next));

    /// <summary>In hexadecimal digits.</summary>
    public override string ToString() => string.Concat(_bytes.Select(one => one.ToString("x2")));
}

/// <summary>A peer of one endpoint; invalid for another endpoint.</summary>
public readonly record struct RdmaPeer
{
    internal RdmaPeer(ulong value, NeighbourMemory? memory)
    {
        Value = value;
        Memory = memory;
    }

    internal ulong Value { get; }

    /// <summary>Its process's memory, if it can be read without the provider.</summary>
    internal NeighbourMemory? Memory { get; }
}
