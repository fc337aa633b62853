namespace Argosy.Runtime;

/// <summary>The serializers of types. Generated code registers its own before any other code runs.</summary>
public static class Serializers
{
    /// <summary>
    /// Sets the serializer of a type, in place of a built-in one. Arrays and lists of the type are then written element
    /// by element with it, even if its elements could be copied bit by bit.
    /// </summary>
    /// <exception cref="InvalidOperationException">The type's serializer is in use already:
    /// archives would have two forms.</exception>
    public static void Register<T>(ISerializer<T> serializer)
    {
        Slot<T>.Set(serializer ?? throw new ArgumentNullException(nameof(serializer)));
        ObjectMoves.Prepare<T>();
    }

    /// <summary>The serializer of a type: the registered one, or the built-in one.</summary>
    /// <exception cref="ArchiveException">There is none.</exception>
    public static ISerializer<T> For<T>() => Slot<T>.InUse ?? Slot<T>.Use();

    private static class Slot<T>
    {
        private static readonly object s_gate = new();
        private static ISerializer<T>? s_registered;
        private static ISerializer<T>? s_inUse;

        internal static ISerializer<T>? InUse => s_inUse;

        internal static void Set(ISerializer<T> serializer)
        {
            lock (s_gate)
                s_registered = s_inUse is null
                    ? serializer
                    : throw new InvalidOperationException(
                        $"ARG0826 a serializer for {typeof(T)} is registered after the type was used. "
                        + "Register it before its first use, best when the program begins.");
        }

        internal static ISerializer<T> Use()
        {
            // Not under the lock: finding one may request others, and two threads may do so in opposite orders.
            var found = s_registered is null ? (ISerializer<T>?)BuiltInSerializers.Find(typeof(T)) : null;
            lock (s_gate)
            {
                var chosen = s_inUse ?? s_registered ?? found ?? throw ArchiveException.NoSerializer(typeof(T));
                Volatile.Write(ref s_inUse, chosen);
                return chosen;
            }
        }
    }
}
