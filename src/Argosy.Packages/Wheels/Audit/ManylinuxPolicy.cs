using System.Globalization;
using Argosy.Platforms;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>What PEP 600 permits a wheel to use from outside of it, by the least glibc of the machines it is for; from
/// <c>Data/manylinux.txt</c>.</summary>
internal sealed class ManylinuxPolicy
{
    private const string Glibc = "GLIBC";

    private readonly Dictionary<string, int> _architectures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _libraries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<(int From, string Family, int[] Most)> _families = [];
    private readonly List<string> _infixes = [];

    private ManylinuxPolicy()
    {
        foreach (var line in DataFile.Lines("manylinux.txt"))
        {
            switch (line[0])
            {
                case "architecture": _architectures.Add(line[1], Number(line[2])); break;
                case "library": _libraries.Add(line[1], Number(line[2])); break;
                case "versions": _families.Add((Number(line[1]), line[2], TryNumbers(line[3])!)); break;
                case "version": _names.Add(line[2], Number(line[1])); break;
                case "infix": _infixes.Add(line[1]); break;
                default: throw new InvalidDataException($"unknown word '{line[0]}'");
            }
        }
    }

    /// <summary>The policy.</summary>
    public static ManylinuxPolicy Current { get; } = new();

    /// <summary>The least N for an architecture, whatever a wheel uses; null if no manylinux is for it.</summary>
    public int? Least(Architecture architecture) =>
        _architectures.TryGetValue(architecture.KernelName, out var least) ? least : null;

    /// <summary>The least N of machines that have a library outside of the wheel; null if not all have it.</summary>
    public int? LeastWith(string library, Architecture architecture) =>
        library == Path.GetFileName(architecture.DynamicLoader) ? 0
        : _libraries.TryGetValue(library, out var least) ? least : null;

    /// <summary>The least N of machines whose library has a version; null if none is known.</summary>
    public int? LeastWith(NeededVersion version)
    {
        if (_names.TryGetValue(version.Version, out var named)) return named;
        if (version.Version.Split('_', 2) is not [var family, var number]) return null;
        foreach (var infix in _infixes)
        {
            if (number.StartsWith(infix, StringComparison.Ordinal)) number = number[infix.Length..];
        }

        if (TryNumbers(number) is not { } numbers) return null;
        if (family == Glibc) return numbers is [2, var minor, ..] ? minor : null;
        return _families.Where(f => f.Family == family && Compare(numbers, f.Most) <= 0)
            .Select(f => (int?)f.From).Min();
    }

    private static int Compare(int[] a, int[] b)
    {
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var (left, right) = (i < a.Length ? a[i] : 0, i < b.Length ? b[i] : 0);
            if (left != right) return left.CompareTo(right);
        }

        return 0;
    }

    private static int[]? TryNumbers(string text)
    {
        var parts = text.Split('.');
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return null;
        }

        return numbers;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
