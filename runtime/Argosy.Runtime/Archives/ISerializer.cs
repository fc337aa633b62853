namespace Argosy.Runtime;

/// <summary>Writes and reads values of one type. Has no state that changes: any thread uses it at any time.</summary>
/// <typeparam name="T">Null is the serializer's matter where the type allows it.</typeparam>
public interface ISerializer<T>
{
    /// <summary>Writes the value; <see cref="Read"/> takes exactly what this wrote.</summary>
    void Write(ref ArchiveWriter writer, in T value);

    /// <summary>The reverse of <see cref="Write"/>.</summary>
    /// <exception cref="ArchiveException">What is there can't be such a value.</exception>
    T Read(ref ArchiveReader reader);
}
