using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Elf;

/// <summary>The platform and dependencies of an ELF file.</summary>
/// <param name="Is64Bit">Its class.</param>
/// <param name="ByteOrder">Its byte order.</param>
/// <param name="Machine"><c>e_machine</c>; <see cref="Architecture.ElfMachine"/>.</param>
/// <param name="Kind">Program, library or object.</param>
/// <remarks>Reads only what the loader itself reads (program headers, the dynamic section), so that stripped files and
/// files without section headers are no different. Source: the System V gABI, chapters 4 and 5, and the LSB for symbol
/// versions.</remarks>
public sealed record ElfFile(bool Is64Bit, ByteOrder ByteOrder, ushort Machine, ElfKind Kind)
{
    /// <summary>Its loader, or null.</summary>
    public string? Interpreter { get; init; }

    /// <summary>Its own name as a library (DT_SONAME), or null.</summary>
    public string? SoName { get; init; }

    /// <summary>Libraries it needs (DT_NEEDED), in its order.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>Symbol versions it needs, by the library that must provide them.</summary>
    public IReadOnlyList<NeededVersion> NeededVersions { get; init; } = [];

    /// <summary>Symbol versions it defines, without its base version (its own name).</summary>
    public IReadOnlyList<string> DefinedVersions { get; init; } = [];

    /// <summary>Folders of its own in which the loader searches for libraries (DT_RPATH and DT_RUNPATH), in its order;
    /// <c>$ORIGIN</c> is left as it is.</summary>
    public IReadOnlyList<string> RunPath { get; init; } = [];

    /// <summary>It asks for an executable stack (PT_GNU_STACK). glibc 2.41 doesn't load such a library.</summary>
    public bool HasExecutableStack { get; init; }

    /// <summary>The loader must change its code (DT_TEXTREL): it wasn't compiled with <c>-fPIC</c>.</summary>
    public bool HasTextRelocations { get; init; }

    /// <summary>GNU build id in lower-case hexadecimal digits, or null.</summary>
    public string? BuildId { get; init; }

    /// <summary>The matching architecture of the dialect table, or null.</summary>
    public Architecture? Architecture =>
        Architecture.All.FirstOrDefault(a => a.ElfMachine == Machine && a.ByteOrder == ByteOrder && Is64Bit);

    /// <summary>Reads a file; error ARG0320 if it isn't a complete ELF file.</summary>
    public static ElfFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream that can seek.</summary>
    /// <param name="stream">Stays open; the caller owns it.</param>
    /// <param name="shownAs">Its name in errors.</param>
    public static ElfFile Read(Stream stream, string shownAs) =>
        Parse(shownAs, () => new ElfParser(new ElfReader(stream)).Parse());

    /// <summary>The names of the dynamic symbols that other files must define, without their versions. Error
    /// ARG0320.</summary>
    /// <param name="stream">One that can seek; stays open.</param>
    /// <param name="shownAs">Its name in errors.</param>
    public static IReadOnlyList<string> ReadUndefinedSymbols(Stream stream, string shownAs) =>
        Parse(shownAs, () => new ElfParser(new ElfReader(stream)).ParseUndefined());

    /// <summary>Reads a file of any kind; null if it doesn't begin like an ELF file.</summary>
    /// <remarks>A truncated ELF file is an error.</remarks>
    public static ElfFile? TryRead(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> mark = stackalloc byte[4];
        if (stream.ReadAtLeast(mark, 4, throwOnEndOfStream: false) < 4 || !mark.SequenceEqual(ElfWire.Mark))
            return null;
        return Read(stream, path);
    }

    private static T Parse<T>(string shownAs, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (ElfFormatException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0320", new(shownAs), $"not a whole ELF file: {e.Message}",
                "Build it again; if it was downloaded, check its digest."), e);
        }
    }
}

/// <summary>The type of an ELF file (<c>e_type</c>).</summary>
public enum ElfKind
{
    /// <summary>None or another.</summary>
    Other = 0,

    /// <summary>An object file for the linker.</summary>
    Relocatable = 1,

    /// <summary>A program at a fixed address.</summary>
    Executable = 2,

    /// <summary>A library, or a program that runs at any address.</summary>
    Shared = 3,
}

/// <summary>A symbol version that a file needs.</summary>
/// <param name="Library">The library's name as in DT_NEEDED.</param>
/// <param name="Version">Such as <c>GLIBC_2.34</c>.</param>
/// <param name="IsWeak">The loader only warns if it is missing.</param>
public sealed record NeededVersion(string Library, string Version, bool IsWeak);
