using Argosy.Artifacts;

namespace Argosy.Toolchains.Debian;

/// <summary>A purpose's root with further packages, for those who need them; all with one list share it.</summary>
/// <param name="Purpose">The purpose, such as <c>sysroot</c>.</param>
/// <param name="Packages">Packages that aren't in the purpose's own list; order and repetition don't matter.</param>
public sealed record RootVariant(string Purpose, IReadOnlyList<string> Packages)
{
    private const int Digits = 8;

    /// <summary>The further packages, sorted, each once.</summary>
    public IReadOnlyList<string> Packages { get; } = [.. Packages.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The root's name in paths and locks: the purpose, followed by a digest of the list.</summary>
    public string Name => Packages.Count == 0
        ? Purpose
        : $"{Purpose}-{Digest.Of(string.Join(' ', Packages)).Hex[..Digits]}";

    /// <summary>The purpose's own root.</summary>
    public static RootVariant Of(string purpose) => new(purpose, []);

    /// <inheritdoc />
    public bool Equals(RootVariant? other) => other?.Name == Name;

    /// <inheritdoc />
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
