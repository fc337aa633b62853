using Argosy.Toolchains.Debian.Roots;

namespace Argosy.Toolchains.Debian;

/// <summary>A root that is made of packages and isn't unpacked: its paths, and the packages that have their
/// contents.</summary>
/// <param name="Built">The resolved packages, and what is to be known of them. There is no folder.</param>
/// <param name="Packages">The same packages in the same order, with what their control files say.</param>
/// <param name="Entries">Sorted by path, each path once.</param>
public sealed record PackagedRoot(
    BuiltRoot Built, IReadOnlyList<InstalledPackage> Packages, IReadOnlyList<PackagedEntry> Entries)
{
    /// <summary>The .debs, in the packages' order.</summary>
    internal IReadOnlyList<string> Debs { get; init; } = [];

    /// <summary>Reads a package's files once, in the order of its archive.</summary>
    /// <param name="package">The package's place in <see cref="Packages"/>.</param>
    /// <param name="take">Gets a file's ordinal, and its bytes, which are readable until it returns.</param>
    /// <param name="cancellation">Ends it between two entries.</param>
    /// <remarks>Errors ARG0328 and ARG0329.</remarks>
    public Task ReadAsync(int package, Action<int, Stream> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(take);
        return new DebArchive(Debs[package], Packages[package].ToString()).ReadFilesAsync(entry =>
        {
            if (entry.Type == System.Formats.Tar.TarEntryType.RegularFile)
                take(entry.Ordinal, entry.Content ?? Stream.Null);
        }, cancellation);
    }
}
