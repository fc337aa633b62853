namespace Argosy.Toolchains.Debian.Roots;

/// <summary>Where a root's files go: a folder or a tar.</summary>
/// <remarks>Paths are relative, canonical, in archive order; no parent is a link. A folder may come a second time, then
/// with the mode that its package gives it; what else comes again was removed before.</remarks>
internal interface IRootSink
{
    /// <summary>The root won't be at <c>/</c>: links that would lead out of it there are to be made relative, and all
    /// links come last, so that none is on the way of a file.</summary>
    bool IsFolder { get; }

    /// <summary>Takes one file, folder or link.</summary>
    void Add(RootEntry entry);

    /// <summary>A later entry of the same package takes the path of a file.</summary>
    void Remove(string path);

    /// <summary>Everything is there.</summary>
    void Finish();
}
