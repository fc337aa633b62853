using System.Runtime.CompilerServices;

namespace Argosy.Runtime;

/// <summary>
/// A type that is a part of another one, with its serializer. Looked up at the first use, not before: a class may
/// contain a list of itself, whose serializer is made while the class's own is still being registered.
/// </summary>
internal struct Part<T>
{
    private ISerializer<T>? _serializer;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Write(ref ArchiveWriter writer, in T value) => (_serializer ?? Find()).Write(ref writer, in value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T Read(ref ArchiveReader reader) => (_serializer ?? Find()).Read(ref reader);

    private ISerializer<T> Find() => _serializer = Serializers.For<T>();
}
