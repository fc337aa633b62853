using System.IO.Compression;
using Argosy.Artifacts;
using Argosy.Platforms;

namespace Argosy.Packages.Dotnet;

/// <summary>Checks whether a run used the packed bytes: a run proves a package only if the bytes are the
/// same.</summary>
internal static class PackagedBytes
{
    /// <summary>The architectures of its native libraries: it has the lowest proof level among them. None if all of it
    /// is managed.</summary>
    public static IReadOnlyList<string> Architectures(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return
        [
            .. Architecture.All
                .Where(a => zip.Entries.Any(e =>
                    e.FullName.StartsWith($"runtimes/{a.DotnetRid}/native/", StringComparison.Ordinal)))
                .Select(a => a.Name),
        ];
    }

    /// <summary>The first file of a NuGet package that differs from the one that ran, or null.</summary>
    /// <remarks>Assemblies for frameworks that the self-test didn't use are ignored: a file is compared if some
    /// framework's copy of it is the one next to the self-test.</remarks>
    /// <param name="package">The package.</param>
    /// <param name="program">The folder of the program that ran.</param>
    /// <param name="architecture">The architecture it ran on.</param>
    /// <param name="libraries">The folders of the native libraries it ran with.</param>
    public static string? FirstDifference(
        string package, string program, Architecture architecture, IReadOnlyList<string> libraries)
    {
        using var zip = ZipFile.OpenRead(package);
        var assemblies = zip.Entries.Where(e => e.FullName.StartsWith("lib/", StringComparison.Ordinal)
            && e.Name.EndsWith(".dll", StringComparison.Ordinal)).GroupBy(e => e.Name);
        var natives = zip.Entries.Where(e =>
            e.FullName.StartsWith($"runtimes/{architecture.DotnetRid}/native/", StringComparison.Ordinal));
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
