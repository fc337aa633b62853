using System.Runtime.InteropServices;

namespace Argosy.Runtime.Native;

/// <summary><c>argosy_provider</c>: 152 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeProvider
{
    internal ulong MaximumLength;
    internal ulong InjectLength;
    internal uint Flags;
    internal uint QueueDepth;
    internal fixed byte Name[64];
    internal fixed byte Domain[64];
}

/// <summary><c>argosy_slice</c>: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeSlice(ulong Memory, ulong Offset, ulong Length);

/// <summary><c>argosy_completion</c>: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeCompletion
{
    internal ulong Token;
    internal ulong Length;
    internal int Status;
    internal uint Operation;
    internal int ProviderError;
    internal uint Reserved;
}
