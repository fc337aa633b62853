namespace Argosy.Runtime.Tests.Archives;

/// <summary>A value and the bytes that it has for good, with spaces where a reader wants them.</summary>
public abstract record Golden(string Name, string Hex)
{
    internal abstract Type Type { get; }

    /// <summary>The bytes of a value's index data, as the writer makes them now.</summary>
    internal abstract string Write();

    /// <summary>Whether the archive of these bytes is read as the value.</summary>
    internal abstract bool ReadsBack();

    /// <summary>The whole archive around the bytes.</summary>
    internal byte[] ToArchive() => Around(Convert.FromHexString(Hex.Replace(" ", "", StringComparison.Ordinal)));

    /// <summary>An archive of index data alone.</summary>
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
        // Pool memory is the reader's: given back, or the collector would decide how much of it is about.
        if (Archive.Read<T>(archive) is IDisposable one)
            one.Dispose();
    }
}
