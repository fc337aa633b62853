namespace Argosy.Runtime;

/// <summary>A message about an object: an id, and a number whose meaning depends on the action. 24 bytes.</summary>
internal readonly record struct ObjectMessage(GlobalId Id, long Number)
{
    private static readonly GlobalIdSerializer s_id = new();
    private static readonly PrimitiveSerializer<long> s_number = new();

    internal void Write(ref ArchiveWriter writer)
    {
        s_id.Write(ref writer, Id);
        s_number.Write(ref writer, Number);
    }

    internal static ObjectMessage Read(ref ArchiveReader reader) =>
        new(s_id.Read(ref reader), s_number.Read(ref reader));

    internal sealed class Serializer : ISerializer<ObjectMessage>
    {
        public void Write(ref ArchiveWriter writer, in ObjectMessage value) => value.Write(ref writer);

        public ObjectMessage Read(ref ArchiveReader reader) => ObjectMessage.Read(ref reader);
    }
}

/// <summary><see cref="Unit"/> takes no bytes.</summary>
internal sealed class UnitSerializer : ISerializer<Unit>
{
    public void Write(ref ArchiveWriter writer, in Unit value)
    {
    }

    public Unit Read(ref ArchiveReader reader) => default;
}
