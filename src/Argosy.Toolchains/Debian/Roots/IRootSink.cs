namespace Argosy.Toolchains.Debian.Roots;

/// <summary>The target of a root's files: a folder or a tar.</summary>
/// <remarks>Paths are relative, canonical, in archive order; no parent is a link. A folder may be added a second time,
/// then with the mode from its package; any other repeated path was removed before.</remarks>
internal interface IRootSink
{
    /// <summary>The root won't be at <c>/</c>: links that would lead out of it there must be made relative, and all
    /// links are added last, so that none is on the path of a file.</summary>
    bool IsFolder { get; }

    /// <summary>Adds one file, folder or link.</summary>
    void Add(RootEntry entry);

    /// <summary>A later entry of the same package replaces a file.</summary>
    void Remove(string path);

    /// <summary>Everything has been added.</summary>
    void Finish();
}
