using System.IO.Compression;
using Argosy.Artifacts;
using Argosy.Platforms;

namespace Cake.Argosy.Proofs;

/// <summary>Whether what ran is what was packed: a run proves a package only as far as their bytes are the same.</summary>
internal static class PackagedBytes
{
    /// <summary>The architectures that it holds native libraries for: it is proven as far as on the least proven of them. None
    /// where all of it is managed.</summary>
    public static IReadOnlyList<string> Architectures(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return
        [
            .. Architecture.All.Where(a => zip.Entries.Any(e => e.FullName.StartsWith($"runtimes/{a.DotnetRid}/native/", StringComparison.Ordinal)))
                .Select(a => a.Name),
        ];
    }

    /// <summary>The first file of a NuGet package that differs from the one that ran, or null.</summary>
    /// <remarks>Of the assemblies, those for a framework that the self-test didn't run with have no say: a package's
    /// file counts where some framework's copy of it is the one beside the self-test.</remarks>
    /// <param name="package">The package.</param>
    /// <param name="program">The folder of the program that ran.</param>
    /// <param name="architecture">Where it ran.</param>
    /// <param name="libraries">The folders of the native libraries it ran with.</param>
    public static string? FirstDifference(string package, string program, Architecture architecture, IReadOnlyList<string> libraries)
    {
        using var zip = ZipFile.OpenRead(package);
        var assemblies = zip.Entries.Where(e => e.FullName.StartsWith("lib/", StringComparison.Ordinal)
            && e.Name.EndsWith(".dll", StringComparison.Ordinal)).GroupBy(e => e.Name);
        var natives = zip.Entries.Where(e => e.FullName.StartsWith($"runtimes/{architecture.DotnetRid}/native/", StringComparison.Ordinal));
        return assemblies.FirstOrDefault(copies => !copies.Any(c => Is(c, program)))?.Key
            ?? natives.FirstOrDefault(n => !libraries.Any(folder => Is(n, folder)))?.FullName;
    }

    private static bool Is(ZipArchiveEntry entry, string folder)
    {
        var file = Path.Combine(folder, entry.Name);
        if (!File.Exists(file)) return false;
        using var stream = entry.Open();
        return Digest.Of(stream) == Digest.OfFile(file);
    }
}
