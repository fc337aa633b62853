namespace Argosy.Runtime;

/// <summary>What one locality sends another one for a collective operation: a small value, the announcement of a large
/// one, or the operation's failure.</summary>
/// <param name="Number">Of the operation: each locality counts those that it begins.</param>
/// <param name="Kind">The operation and its type, hashed: both sides must have begun the same.</param>
/// <param name="Value">The value's archive; null for an announcement.</param>
/// <param name="Failure">Why the operation can't end; null for a value.</param>
internal readonly record struct CollectivePart(ulong Number, ulong Kind, byte[]? Value, string? Failure)
{
    private static readonly PrimitiveSerializer<ulong> s_number = new();

    internal sealed class Serializer : ISerializer<CollectivePart>
    {
        public void Write(ref ArchiveWriter writer, in CollectivePart value)
        {
            s_number.Write(ref writer, value.Number);
            s_number.Write(ref writer, value.Kind);
            Serializers.For<byte[]?>().Write(ref writer, value.Value);
            Serializers.For<string?>().Write(ref writer, value.Failure);
        }

        public CollectivePart Read(ref ArchiveReader reader) => new(
            s_number.Read(ref reader), s_number.Read(ref reader), Serializers.For<byte[]?>().Read(ref reader),
            Serializers.For<string?>().Read(ref reader));
    }
}

/// <summary>A large value, which is sent when its receiver waits for it.</summary>
internal readonly record struct CollectiveValue<T>(ulong Number, ulong Kind, T Value)
{
    private static readonly PrimitiveSerializer<ulong> s_number = new();

    internal sealed class Serializer : ISerializer<CollectiveValue<T>>
    {
        public void Write(ref ArchiveWriter writer, in CollectiveValue<T> value)
        {
            s_number.Write(ref writer, value.Number);
            s_number.Write(ref writer, value.Kind);
            Serializers.For<T>().Write(ref writer, value.Value);
        }

        public CollectiveValue<T> Read(ref ArchiveReader reader) =>
            new(s_number.Read(ref reader), s_number.Read(ref reader), Serializers.For<T>().Read(ref reader));
    }
}
