namespace Argosy.Runtime;

/// <summary>Arrays that are about to be overwritten: not zeroed first, where the framework can leave it.</summary>
internal static class UninitializedArray
{
    internal static T[] Allocate<T>(int length)
        where T : unmanaged =>
#if NET
        GC.AllocateUninitializedArray<T>(length);
#else
        new T[length];
#endif
}
