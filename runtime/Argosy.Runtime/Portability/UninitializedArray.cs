namespace Argosy.Runtime;

/// <summary>Arrays that will be overwritten: not zeroed first, if the framework supports it.</summary>
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
