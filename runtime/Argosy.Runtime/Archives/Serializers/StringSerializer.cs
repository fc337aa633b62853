namespace Argosy.Runtime;

/// <summary>UTF-8 after its length; null and empty differ.</summary>
internal sealed class StringSerializer : ISerializer<string?>
{
    public void Write(ref ArchiveWriter writer, in string? value) => writer.WriteText(value);

    public string? Read(ref ArchiveReader reader) => reader.ReadText();
}
