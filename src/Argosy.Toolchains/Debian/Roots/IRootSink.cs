namespace Argosy.Toolchains.Debian.Roots;

/// <summary>Where a root's files go: a folder or a tar.</summary>
/// <remarks>Paths are relative, canonical, in archive order; no path comes twice and no parent is a link.</remarks>
internal interface IRootSink
{
    /// <summary>Absolute links are to be made relative, since the root won't be at <c>/</c>.</summary>
    bool RelinksAbsolute { get; }

    /// <summary>Takes one file, folder or link.</summary>
    void Add(RootEntry entry);

    /// <summary>Everything is there.</summary>
    void Finish();
}
