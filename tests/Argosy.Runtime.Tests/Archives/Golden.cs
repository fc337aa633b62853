namespace Argosy.Runtime.Tests.Archives;

/// <summary>A value and its fixed bytes as hexadecimal text, with spaces for readability.</summary>
public abstract record Golden(string Name, string Hex)
{
    internal abstract Type Type { get; }

    /// <summary>The index data of the value, as the current writer makes it.</summary>
    internal abstract string Write();

    /// <summary>Whether the reader makes an equal value from the archive of these bytes.</summary>
    internal abstract bool ReadsBack();

    /// <summary>The complete archive around the bytes.</summary>
    internal byte[] ToArchive() => Around(Convert.FromHexString(Hex.Replace(" ", "", StringComparison.Ordinal)));

    /// <summary>An archive of index data without chunks.</summary>
    internal static byte[] Around(byte[] index)
    {
        var archive = new byte[ArchiveLayout.HeaderLength + index.Length];
        ArchiveImage.Header(index.Length, 0).Encode(archive);
        index.CopyTo(archive, ArchiveLayout.HeaderLength);
        return archive;
    }

    internal abstract void Read(ReadOnlySpan<byte> archive);

    public sealed override string ToString() => Name;
}

internal sealed record Golden<T>(string Name, T Value, string Hex) : Golden(Name, Hex)
{
    internal override Type Type => typeof(T);

    internal override string Write()
    {
        using var image = new ArchiveImage();
        image.Write(Value);
        return Convert.ToHexString(image.Store.Index);
    }

    internal override bool ReadsBack() => Structure.Same(Value, Archive.Read<T>(ToArchive()));

    internal override void Read(ReadOnlySpan<byte> archive)
    {
        // Returns pool memory at once; otherwise the collector would decide how much stays rented.
        if (Archive.Read<T>(archive) is IDisposable one)
            one.Dispose();
    }
}
