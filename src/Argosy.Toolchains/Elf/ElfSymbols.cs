using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Elf;

/// <summary>The dynamic symbols of an ELF file, and whether it has debug information.</summary>
/// <remarks>Reads the section headers, which linkers write and the loader doesn't need.</remarks>
/// <param name="Undefined">Symbols that it needs from other files, in its order.</param>
/// <param name="Defined">Symbols that other files may use, in its order.</param>
/// <param name="HasDebugInfo">Whether it has DWARF's section <c>.debug_info</c>.</param>
public sealed record ElfSymbols(
    IReadOnlyList<ElfSymbol> Undefined, IReadOnlyList<ElfSymbol> Defined, bool HasDebugInfo)
{
    /// <summary>Reads a file; error ARG0320 if it isn't a complete ELF file.</summary>
    public static ElfSymbols Read(string path)
    {
        using var stream = File.OpenRead(path);
        try
        {
            return new ElfSymbolParser(new ElfReader(stream)).Parse();
        }
        catch (ElfFormatException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0320", new(path), $"not a whole ELF file: {e.Message}",
                "Build it again; if it was downloaded, check its digest."), e);
        }
    }
}

/// <summary>A dynamic symbol.</summary>
/// <param name="Name">Its name, without a version.</param>
/// <param name="Version">Its version, such as <c>GLIBC_2.34</c>; null if it has none.</param>
/// <param name="IsWeak">The loader accepts that it is missing.</param>
public sealed record ElfSymbol(string Name, string? Version, bool IsWeak)
{
    /// <summary>As in Debian's symbols files: <c>open@GLIBC_2.17</c>, or <c>open@Base</c> without a
    /// version.</summary>
    public string Versioned => $"{Name}@{Version ?? "Base"}";
}
