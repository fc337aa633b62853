using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms;

/// <summary>A distribution's release, with the facts that the build needs.</summary>
/// <param name="Id">The distributor, such as <c>debian</c>.</param>
/// <param name="Version">The major version, such as <c>12</c>.</param>
/// <param name="Codename">The suite's name in the archive, such as <c>bookworm</c>.</param>
/// <param name="Python">Version of the release's Python 3, such as <c>3.11</c>.</param>
/// <param name="Architectures">Architectures that the release officially supports.</param>
public sealed record Distribution(
    string Id, string Version, string Codename, string Python, IReadOnlyList<string> Architectures)
{
    /// <summary>The releases that can be built for, oldest first: a test builds and proves each entry.</summary>
    /// <remarks>Source: each release's own notes; riscv64 became official with trixie.</remarks>
    public static IReadOnlyList<Distribution> All { get; } =
    [
        new("debian", "12", "bookworm", "3.11", ["x64", "arm64", "ppc64le", "s390x"])
        {
            PythonRelease = "3.11.2",
            Glibc = "2.36",
        },
        new("debian", "13", "trixie", "3.13", ["x64", "arm64", "ppc64le", "s390x", "riscv64"])
        {
            PythonRelease = "3.13.5",
            Glibc = "2.41",
        },
    ];

    /// <summary>Releases known only by name: mirrors list packages of theirs that they no longer have.</summary>
    public static IReadOnlyList<Distribution> Former { get; } =
    [
        new("debian", "11", "bullseye", "3.9", []) { PythonRelease = "3.9.2", Glibc = "2.31" },
    ];

    /// <summary>The complete version of the release's Python, such as <c>3.11.2</c>.</summary>
    public required string PythonRelease { get; init; }

    /// <summary>The version of the release's glibc, such as <c>2.36</c>: the newest <c>manylinux</c> that it
    /// runs.</summary>
    public required string Glibc { get; init; }

    /// <summary><c>debian-12</c>: the release's name in <c>argosy.yaml</c> and in folders.</summary>
    public string Name => $"{Id}-{Version}";

    /// <summary>CPython's tag, such as <c>cp311</c>.</summary>
    public string PythonTag => $"cp{Python.Replace(".", "", StringComparison.Ordinal)}";

    /// <summary>The release of that name or code name, or error ARG0102.</summary>
    public static Distribution Parse(string name, SourceLocation place) =>
        All.FirstOrDefault(d => d.Name == name) ?? throw new ArgosyException(new Diagnostic(
            "ARG0102", place, Former.Any(d => d.Name == name || d.Codename == name)
                ? $"'{name}' is out of support, and mirrors no longer have all of its packages"
                : $"unknown distribution '{name}'",
            All.FirstOrDefault(d => d.Codename == name) is { } byCodename
                ? $"Write '{byCodename.Name}'."
                : Suggestion.For(name, All.Select(d => d.Name))));

    /// <summary>Whether the release has packages for this architecture.</summary>
    public bool Carries(Architecture architecture) => Architectures.Contains(architecture.Name);

    /// <inheritdoc />
    public bool Equals(Distribution? other) => other?.Name == Name;

    /// <inheritdoc />
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Name;
}
