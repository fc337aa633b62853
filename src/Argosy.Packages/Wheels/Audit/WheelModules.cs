using System.Globalization;
using System.Text.RegularExpressions;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>Names of the modules in a wheel.</summary>
internal static partial class WheelModules
{
    private const string Source = ".py";

    /// <summary>The outermost packages and modules, and the extension modules in packages; without tests, which may
    /// need what isn't installed. Sorted.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> files)
    {
        var modules = new SortedSet<string>(StringComparer.Ordinal);
        var named = files.Select(f => InstalledPath(f).Split('/')).Where(IsImportable)
            .Select(p => (Parts: p, Stem: StemOf(p[^1]))).Where(f => f.Stem is not null).ToList();
        var packages = named.Where(f => f.Stem == "__init__").Select(f => Join(f.Parts[..^1]))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (parts, stem) in named)
        {
            var folder = Join(parts[..^1]);
            var isOutermost = !Enumerable.Range(1, Math.Max(0, parts.Length - 1))
                .Any(n => n < parts.Length - (stem == "__init__" ? 1 : 0) && packages.Contains(Join(parts[..n])));
            if (stem == "__init__" && folder.Length > 0 && isOutermost) modules.Add(folder);
            else if (stem != "__init__" && (isOutermost || IsExtension(parts[^1])))
                modules.Add(folder.Length == 0 ? stem! : $"{folder}.{stem}");
        }

        return [.. modules.Where(m => m.Length > 0)];
    }

    /// <summary>The minor version in a tag such as <c>cp38</c>; null for <c>py3</c> and others.</summary>
    public static int? MinorOf(string pythonTag) => Tag().Match(pythonTag) is { Success: true } match
        ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Where pip puts a file, below the folder of modules (PEP 427).</summary>
    public static string InstalledPath(string path) =>
        path.Split('/', 3) is [var data, "purelib" or "platlib", var rest]
        && data.EndsWith(".data", StringComparison.Ordinal) ? rest : path;

    /// <summary>Whether Python imports a file as an extension module.</summary>
    public static bool IsExtensionPath(string path) => IsExtension(path[(path.LastIndexOf('/') + 1)..]);

    private static string Join(string[] parts) => string.Join('.', parts);

    private static bool IsImportable(string[] parts) =>
        !parts[0].EndsWith(".dist-info", StringComparison.Ordinal)
        && !parts[0].EndsWith(".data", StringComparison.Ordinal)
        && parts[..^1].All(p => Identifier().IsMatch(p) && p is not ("tests" or "test" or "testing"))
        && !parts[^1].StartsWith("test_", StringComparison.Ordinal)
        && !parts[^1].StartsWith("_test", StringComparison.Ordinal)
        && !parts[^1].StartsWith("conftest.", StringComparison.Ordinal)
        && parts[^1] != "__main__.py";

    private static string? StemOf(string file)
    {
        var stem = file.EndsWith(Source, StringComparison.Ordinal) ? file[..^Source.Length]
            : IsExtension(file) ? file[..file.IndexOf('.', StringComparison.Ordinal)] : null;
        return stem is not null && Identifier().IsMatch(stem) ? stem : null;
    }

    private static bool IsExtension(string file) => Extension().IsMatch(file);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[^.]+(\.abi3|\.cpython-[A-Za-z0-9_-]+)?\.so\z")]
    private static partial Regex Extension();

    [GeneratedRegex(@"\Acp3([0-9]{1,3})\z")]
    private static partial Regex Tag();
}
