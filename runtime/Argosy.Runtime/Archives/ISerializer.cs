namespace Argosy.Runtime;

/// <summary>Writes and reads values of one type. Has no mutable state: any thread may use it at any time.</summary>
/// <typeparam name="T">If the type allows null, the serializer must handle it.</typeparam>
public interface ISerializer<T>
{
    /// <summary>Writes the value; <see cref="Read"/> reads exactly these bytes.</summary>
    void Write(ref ArchiveWriter writer, in T value);

    /// <summary>The reverse of <see cref="Write"/>.</summary>
    /// <exception cref="ArchiveException">The bytes aren't such a value.</exception>
    T Read(ref ArchiveReader reader);
}
