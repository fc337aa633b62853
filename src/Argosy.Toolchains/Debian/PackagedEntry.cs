namespace Argosy.Toolchains.Debian;

/// <summary>The type of a path in a root.</summary>
public enum PackagedKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,
}

/// <summary>A path of a root that is made of packages. Its content stays in the package.</summary>
/// <param name="Path">Without leading or trailing slash; no link is on its way.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Mode">Permission bits, with set-user-id, set-group-id and sticky.</param>
/// <param name="Owner">The owner's user id.</param>
/// <param name="Group">The group id.</param>
/// <remarks>Files with the same <see cref="Package"/> and <see cref="Ordinal"/> are one file with several
/// names.</remarks>
public sealed record PackagedEntry(string Path, PackagedKind Kind, UnixFileMode Mode, int Owner, int Group)
{
    /// <summary>A link's target, as written; empty for anything else.</summary>
    public string Link { get; init; } = "";

    /// <summary>The package that ships it, by its place in <see cref="PackagedRoot.Packages"/>; null for what no
    /// package ships, such as dpkg's record.</summary>
    public int? Package { get; init; }

    /// <summary>The position in the package's archive.</summary>
    public int Ordinal { get; init; }

    /// <summary>Bytes of a file's content.</summary>
    public long Length { get; init; }

    /// <summary>The content of a file that no package ships.</summary>
    public byte[]? Bytes { get; init; }
}
