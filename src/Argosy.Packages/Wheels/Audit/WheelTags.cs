namespace Argosy.Packages.Wheels.Audit;

/// <summary>Compressed tag sets (PEP 425): <c>cp38.cp39-abi3-linux_x86_64</c> means each combination of its
/// parts.</summary>
internal static class WheelTags
{
    // A hostile name of dots must not become millions of tags.
    private const int Most = 1000;

    /// <summary>All tags of a file name, sorted; null if there are more than any real wheel has.</summary>
    public static IReadOnlyList<string>? Expand(string python, string abi, string platform)
    {
        var (pythons, abis, platforms) = (python.Split('.'), abi.Split('.'), platform.Split('.'));
        if ((long)pythons.Length * abis.Length * platforms.Length > Most) return null;
        return [.. (from p in pythons from a in abis from f in platforms select $"{p}-{a}-{f}")
            .Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>All tags of a tag line of a WHEEL file, sorted; null if it is no tag.</summary>
    public static IReadOnlyList<string>? Expand(string tag) =>
        tag.Split('-') is [{ Length: > 0 } python, { Length: > 0 } abi, { Length: > 0 } platform]
            ? Expand(python, abi, platform)
            : null;
}
