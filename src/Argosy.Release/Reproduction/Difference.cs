namespace Argosy.Release.Reproduction;

/// <summary>Something in which two builds differ.</summary>
/// <param name="Path">The file, and with <c>!</c> the members of archives down to the part:
/// <c>demo.deb!data.tar.xz!data.tar!./usr/bin/demo!.text</c>.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Detail">How, as a sentence without its end.</param>
public sealed record Difference(string Path, DifferenceKind Kind, string Detail);

/// <summary>What differs.</summary>
public enum DifferenceKind
{
    /// <summary>The bytes of a file that isn't an archive, or of a section.</summary>
    Content,

    /// <summary>What an archive says about a member, such as its time, mode or owner.</summary>
    Metadata,

    /// <summary>The order of an archive's members.</summary>
    Order,

    /// <summary>Only the first build has it.</summary>
    OnlyFirst,

    /// <summary>Only the second build has it.</summary>
    OnlySecond,

    /// <summary>An archive has the same members in another packing, such as another compression.</summary>
    Packing,
}
