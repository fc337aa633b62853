using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>What a binary package is for.</summary>
internal enum DebRole
{
    /// <summary>Shared libraries that programs load.</summary>
    Runtime,

    /// <summary>What compilers and linkers need.</summary>
    Development,

    /// <summary>Programs.</summary>
    Programs,
}

/// <summary>One binary package of a set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Files">Its files, sorted by target.</param>
internal sealed record BinaryPackage(string Name, DebRole Role, IReadOnlyList<PackedFile> Files)
{
    /// <summary>The sonames of its libraries that programs link with.</summary>
    public IReadOnlyList<string> SoNames { get; init; } = [];
}

/// <summary>A file of a binary package.</summary>
/// <param name="Target">Its path, without a leading slash.</param>
internal sealed record PackedFile(string Target)
{
    /// <summary>The installed file; null for a link or a text.</summary>
    public string? Source { get; init; }

    /// <summary>A link's text.</summary>
    public string? Link { get; init; }

    /// <summary>The content, if it isn't the installed file's.</summary>
    public string? Text { get; init; }

    /// <summary>Its ELF data, for a program or a shared object.</summary>
    public ElfFile? Elf { get; init; }

    /// <summary>Whether its owner may execute it. A shared library isn't executable (Debian policy 10.2).</summary>
    public bool IsProgram { get; init; }
}
