namespace Argosy.Platforms;

/// <summary>The order of the bytes of a word; the values are those of <c>EI_DATA</c> in an ELF header.</summary>
public enum ByteOrder
{
    /// <summary>Least significant byte first.</summary>
    Little = 1,

    /// <summary>Most significant byte first.</summary>
    Big = 2,
}
