using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Debian;

/// <summary>The Debian packages of a native item, as declared in <c>debs/debs.yaml</c>: runtime, development, programs
/// and debug information.</summary>
/// <param name="Name">The set's name: the runtime package's, or else the item's.</param>
/// <param name="Maintainer">Name and address.</param>
public sealed record DebDefinition(string Name, string Maintainer)
{
    /// <summary>The location of its declaration.</summary>
    public SourceLocation Place { get; init; } = new(FileName);

    /// <summary>The native item; null for the only one, or the one that installs the libraries.</summary>
    public string? Native { get; init; }

    /// <summary>The name of one runtime package for all libraries; null for one a library, named by its
    /// soname.</summary>
    public string? Runtime { get; init; }

    /// <summary>One line; null for the project's.</summary>
    public string? Description { get; init; }

    /// <summary>The paragraphs after that line, without markup; null for a sentence about the contents.</summary>
    public string? Details { get; init; }

    /// <summary>Sonames that must be installed; the packages have no other libraries. Empty for all.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Dependencies of the runtime packages that no ELF file names, such as a library loaded with
    /// dlopen.</summary>
    public IReadOnlyList<string> Depends { get; init; } = [];

    /// <summary>Dependencies of the development package, such as of the headers that its own include.</summary>
    public IReadOnlyList<string> DevelopmentDepends { get; init; } = [];

    /// <summary>The development package: headers, links, static libraries.</summary>
    public DebPart Development { get; init; } = new();

    /// <summary>The package of programs.</summary>
    public DebPart Programs { get; init; } = new();

    /// <summary>Whether there are packages of debug information.</summary>
    public bool HasDebug { get; init; } = true;

    /// <summary>Whether headers differ between architectures, and go to the architecture's own folder.</summary>
    public bool HasOwnHeaders { get; init; }

    /// <summary>The licence, a file of the project.</summary>
    public string License { get; init; } = "LICENSE";

    /// <summary>A C or C++ file of the project, which is compiled against the development package and run; null for
    /// a program that only links.</summary>
    public string? Smoke { get; init; }

    /// <summary>The packages of needed libraries, where they differ from what the platform's packages say.</summary>
    public IReadOnlyDictionary<string, DebProvider> Providers { get; init; } =
        new Dictionary<string, DebProvider>();

    /// <summary>A digest of what was written, with what holds for all packages of the file.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The file in which a project declares its debs.</summary>
    public const string FileName = "debs/debs.yaml";

    /// <summary>The debs of a project; none if the file is missing or empty. Error ARG0274 for a file with an almost
    /// correct name.</summary>
    public static IReadOnlyList<DebDefinition> LoadAll(string root) =>
        RoomFile.IsThere(root, FileName) ? Load(Path.Combine(root, FileName)) : [];

    /// <summary>Reads the file, sorted by name; every error has file and line.</summary>
    public static IReadOnlyList<DebDefinition> Load(string path) => Read(YamlFile.Load(path, FileName));

    /// <summary>Reads a parsed document.</summary>
    public static IReadOnlyList<DebDefinition> Read(YamlMap map) => DebDefinitionReader.Read(map);
}

/// <summary>The package of a library.</summary>
/// <param name="Package">The package.</param>
/// <param name="Versions">The prefix of symbol versions whose rest is the package's version, such as <c>GLIBC_</c>;
/// null if symbol versions don't determine the package's.</param>
public sealed record DebProvider(string Package, string? Versions);
