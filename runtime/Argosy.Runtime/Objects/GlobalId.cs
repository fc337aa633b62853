using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>The permanent name of an object, independent of its locality.</summary>
/// <param name="Home">The locality that made it and knows where it is now.</param>
/// <param name="Generation">Distinguishes a cluster's run from another's.</param>
/// <param name="Sequence">Counts the home's objects from 1; 0 names none.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct GlobalId(int Home, uint Generation, ulong Sequence)
{
    /// <summary>Bytes on the wire: three little-endian numbers.</summary>
    public const int EncodedLength = 16;
}
