namespace Argosy.Runtime;

/// <summary>UTF-8 behind its length; null is told from empty.</summary>
internal sealed class StringSerializer : ISerializer<string?>
{
    public void Write(ref ArchiveWriter writer, in string? value) => writer.WriteText(value);

    public string? Read(ref ArchiveReader reader) => reader.ReadText();
}
