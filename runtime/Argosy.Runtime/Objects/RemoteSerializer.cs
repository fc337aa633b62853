namespace Argosy.Runtime;

/// <summary>A reference is serialized as its id and the credit it carries; null as an empty id.</summary>
internal sealed class RemoteSerializer<T> : ISerializer<Remote<T>?>
    where T : class
{
    public void Write(ref ArchiveWriter writer, in Remote<T>? value) =>
        new ObjectMessage(value?.Id ?? default, value?.Split() ?? 0).Write(ref writer);

    public Remote<T>? Read(ref ArchiveReader reader)
    {
        var message = ObjectMessage.Read(ref reader);
        if (message.Id.Sequence == 0)
            return null;
        if (message.Number <= 0)
            throw ArchiveException.Malformed("a reference came without credit");
        var cluster = reader.Source.Cluster ?? throw ArchiveException.Unsupported(
            "a reference to an object can't be kept in an archive that doesn't travel", "Keep what it refers to");
        cluster.RequireMember(message.Id.Home);
        return new Remote<T>(cluster, message.Id, message.Number);
    }
}
