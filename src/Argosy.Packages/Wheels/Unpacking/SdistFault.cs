using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Unpacking;

/// <summary>Why an sdist can't be unpacked.</summary>
/// <param name="archive">The archive's file name.</param>
internal sealed class SdistFault(string archive)
{
    /// <summary>Error ARG0540.</summary>
    public ArgosyException Refused(string entry, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0540", new(archive), $"its entry '{entry}' can't be unpacked: {cause}",
            "Don't build from this archive: tar would refuse it too, or write elsewhere."), inner);

    /// <summary>Error ARG0541.</summary>
    public ArgosyException Unreadable(string kind, string cause, Exception? inner) =>
        new(new Diagnostic("ARG0541", new(archive), $"it can't be read as a {kind}: {cause}",
            "Remove it from the cache and fetch it again."), inner);

    /// <summary>Error ARG0554.</summary>
    public ArgosyException TooLarge(string cause) =>
        new(new Diagnostic("ARG0554", new(archive), $"it isn't unpacked any further: {cause}",
            "Don't build from this archive: no project's source is that large."));
}
