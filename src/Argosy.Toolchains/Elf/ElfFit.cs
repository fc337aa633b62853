using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Elf;

/// <summary>Checks whether a binary fits a platform: the first proof level, <see cref="ProofLevel.Fits"/>.</summary>
/// <param name="Problems">The problems, a sentence each, in the file's order.</param>
public sealed record ElfFit(IReadOnlyList<string> Problems)
{
    /// <summary>There are no problems.</summary>
    public bool Fits => Problems.Count == 0;

    /// <summary>The level that this proves.</summary>
    public ProofLevel Level => Fits ? ProofLevel.Fits : ProofLevel.Built;

    /// <summary>Compares machine, loader, needed libraries and needed symbol versions with a root of the
    /// platform.</summary>
    /// <param name="file">The file to check.</param>
    /// <param name="platform">Its intended platform.</param>
    /// <param name="sysroot">A root of that platform.</param>
    /// <param name="ownFolders">Folders of libraries that come with it; searched first.</param>
    public static ElfFit Check(ElfFile file, Platform platform, string sysroot, params IReadOnlyList<string> ownFolders)
    {
        var architecture = platform.Architecture;
        if (file.Architecture != architecture)
        {
            var actual = file.Architecture?.Name
                ?? $"machine {file.Machine}, {(file.Is64Bit ? 64 : 32)} bit, {file.ByteOrder} endian";
            return new([$"It is made for {actual}, not for {architecture}."]);
        }

        var problems = new List<string>();
        if (file.Interpreter is { } loader && !File.Exists(Path.Join(sysroot, loader)))
            problems.Add($"Its loader {loader} isn't on {platform}.");
        var found = file.Needed.Distinct().ToDictionary(n => n, n => Find(n, architecture, sysroot, ownFolders));
        problems.AddRange(found.Where(f => f.Value is null)
            .Select(f => $"Library {f.Key}, which it needs, isn't on {platform}."));
        foreach (var wanted in file.NeededVersions.Where(v => !v.IsWeak).GroupBy(v => v.Library))
        {
            if (found.GetValueOrDefault(wanted.Key) is not { } library) continue;
            var defined = ElfFile.Read(library).DefinedVersions;
            problems.AddRange(wanted.Where(v => !defined.Contains(v.Version))
                .Select(v => $"{v.Library} on {platform} has no {v.Version}, which it needs."));
        }

        return new(problems);
    }

    // The loader's own search without configuration (ld.so(8)), with Debian's multiarch folders.
    private static string? Find(
        string library, Architecture architecture, string sysroot, IReadOnlyList<string> ownFolders)
    {
        if (library.Contains('/', StringComparison.Ordinal)) return null;
        string[] folders =
        [
            .. ownFolders,
            .. architecture.LibraryFolders().Select(f => Path.Join(sysroot, f)),
            Path.Join(sysroot, Path.GetDirectoryName(architecture.DynamicLoader)),
        ];
        return folders.Select(f => Path.Join(f, library))
            .FirstOrDefault(p => File.Exists(p) && ElfFile.TryRead(p)?.Architecture == architecture);
    }
}
