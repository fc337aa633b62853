using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>A source of sdists, open for one run.</summary>
internal interface ISdistSource : IDisposable
{
    /// <summary>Its name in the lock and in errors, such as <c>debian-12</c>.</summary>
    string Name { get; }

    /// <summary>The sdist of a wheel's version, or of the newest one if it has none.</summary>
    /// <param name="wheel">The wheel.</param>
    /// <param name="pin">The file that is wanted; null for any.</param>
    /// <param name="cancellation">Ends the download.</param>
    Task<SdistSearch> FindAsync(WheelDefinition wheel, PinnedSdist? pin, CancellationToken cancellation);
}

/// <summary>What a source answered: a file, or what it has instead.</summary>
/// <param name="Offer">The sdist; null if there is none.</param>
/// <param name="Had">What it has instead: a clause such as <c>it has 1.2</c>.</param>
internal sealed record SdistSearch(SdistOffer? Offer, string Had)
{
    /// <summary>The source has this file.</summary>
    public static SdistSearch Found(SdistOffer offer) => new(offer, "");

    /// <summary>The source doesn't have it.</summary>
    public static SdistSearch Without(string had) => new(null, had);
}

/// <summary>A downloaded sdist; its file is valid as long as its source is open.</summary>
/// <param name="Version">The upstream version.</param>
/// <param name="Path">The file.</param>
/// <param name="From">Where it comes from, for the lock.</param>
internal sealed record SdistOffer(PythonVersion Version, string Path, string From);
