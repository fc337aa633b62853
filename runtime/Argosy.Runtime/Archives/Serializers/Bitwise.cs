using System.Reflection;

namespace Argosy.Runtime;

/// <summary>Marks a serializer that writes its value's bytes unchanged:
/// many values are then one piece of memory.</summary>
internal interface IBitwiseSerializer;

/// <summary>Determines which types may be copied bit by bit.</summary>
internal static class Bitwise
{
    /// <summary>
    /// Numbers, enumerations, and structures of only these, laid out in field order. Excluded are addresses, which are
    /// meaningless elsewhere, and layouts that the runtime chooses, since each may choose another.
    /// </summary>
    internal static bool Allows(Type type)
    {
        if (type.IsPrimitive)
            return type != typeof(IntPtr) && type != typeof(UIntPtr);
        if (type.IsEnum)
            return true;
        if (!type.IsValueType)
            return false;
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return (fields.Length <= 1 || !type.IsAutoLayout) && Array.TrueForAll(fields, field => Allows(field.FieldType));
    }
}

/// <summary>A structure as its bytes.</summary>
internal sealed class BitwiseSerializer<T> : ISerializer<T>, IBitwiseSerializer
    where T : unmanaged
{
    internal BitwiseSerializer() => ByteOrder.Require<T>();

    public void Write(ref ArchiveWriter writer, in T value) => writer.WriteUnmanaged(value);

    public T Read(ref ArchiveReader reader) => reader.ReadUnmanaged<T>();
}

/// <summary>A number or an enumeration: its bytes, the lowest first.</summary>
internal sealed class PrimitiveSerializer<T> : ISerializer<T>, IBitwiseSerializer
    where T : unmanaged
{
    public void Write(ref ArchiveWriter writer, in T value) =>
        writer.WriteUnmanaged(BitConverter.IsLittleEndian ? value : ByteOrder.Reverse(value));

    public T Read(ref ArchiveReader reader)
    {
        var value = reader.ReadUnmanaged<T>();
        return BitConverter.IsLittleEndian ? value : ByteOrder.Reverse(value);
    }
}
