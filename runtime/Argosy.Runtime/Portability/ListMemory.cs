#if NET
using System.Runtime.InteropServices;
#endif

namespace Argosy.Runtime;

/// <summary>A list's elements as one piece of memory, if the framework gives access; else one by one, with the same
/// bytes.</summary>
internal static class ListMemory
{
    internal static void Write<T>(ref ArchiveWriter writer, List<T> list)
        where T : unmanaged
    {
#if NET
        BulkFrame<T>.WriteInline(ref writer, CollectionsMarshal.AsSpan(list));
#else
        foreach (var element in list)
            writer.WriteUnmanaged(ByteOrder.MovesAsIs<T>() ? element : ByteOrder.Reverse(element));
#endif
    }

    internal static List<T> Read<T>(ref ArchiveReader reader, int count)
        where T : unmanaged
    {
        var list = new List<T>(count);
#if NET
        CollectionsMarshal.SetCount(list, count);
        BulkFrame<T>.ReadInline(ref reader, CollectionsMarshal.AsSpan(list));
#else
        for (var i = 0; i < count; i++)
        {
            var element = reader.ReadUnmanaged<T>();
            list.Add(ByteOrder.MovesAsIs<T>() ? element : ByteOrder.Reverse(element));
        }
#endif
        return list;
    }
}
