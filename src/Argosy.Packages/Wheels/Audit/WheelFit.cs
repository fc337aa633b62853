using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>Whether a platform's pip takes a wheel, and its loader the wheel's libraries.</summary>
internal static partial class WheelFit
{
    private const string CLibrary = "libc.so.6";
    private const string GlibcPrefix = "GLIBC_2.";

    // PEP 513, 571 and 599: names of PEP 600's tags from before it.
    private static readonly Dictionary<string, int> s_old =
        new(StringComparer.Ordinal) { ["manylinux1"] = 5, ["manylinux2010"] = 12, ["manylinux2014"] = 17 };

    /// <summary>Why pip on the platform ignores the wheel, a sentence; null if it doesn't.</summary>
    /// <param name="name">The wheel's name.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="glibc">The minor version of its glibc 2.N, from <see cref="GlibcOf"/>.</param>
    public static string? TagProblem(WheelName name, Platform platform, int glibc)
    {
        var minor = WheelModules.MinorOf(platform.Distribution.PythonTag) ?? 0;
        if (!name.PythonTag.Split('.').Any(p => name.AbiTag.Split('.').Any(a => Fits(p, a, minor))))
            return $"Its tag {name.PythonTag}-{name.AbiTag} isn't for Python {platform.Distribution.Python} "
                + $"of {platform}.";
        return name.PlatformTag.Split('.').Any(t => Fits(t, platform.Architecture, glibc))
            ? null
            : $"Its tag {name.PlatformTag} isn't for {platform}, which has glibc 2.{glibc}.";
    }

    /// <summary>What its ELF files lack on the platform, a sentence each.</summary>
    /// <param name="report">Its audit.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="sysroot">A root of the platform.</param>
    public static IEnumerable<string> ElfProblems(WheelReport report, Platform platform, string sysroot)
    {
        foreach (var item in report.Objects)
        {
            var outside = item.Elf with
            {
                Needed = item.Outside,
                NeededVersions = [.. item.Elf.NeededVersions.Where(v => item.Outside.Contains(v.Library))],
            };
            foreach (var problem in ElfFit.Check(outside, platform, sysroot).Problems)
                yield return $"{item.Path}: {problem}";
        }
    }

    /// <summary>The minor version of a root's glibc 2.N, by the newest version that its C library defines; 0 without
    /// one.</summary>
    public static int GlibcOf(Platform platform, string root)
    {
        var architecture = platform.Architecture;
        string[] folders =
        [
            $"/usr/lib/{architecture.GnuTriplet}", $"/lib/{architecture.GnuTriplet}",
            Path.GetDirectoryName(architecture.DynamicLoader)!,
        ];
        var file = folders.Select(f => Path.Join(root, f, CLibrary)).FirstOrDefault(File.Exists);
        return file is null ? 0 : ElfFile.Read(file).DefinedVersions
            .Where(v => v.StartsWith(GlibcPrefix, StringComparison.Ordinal))
            .Select(v => int.TryParse(v.AsSpan(GlibcPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                out var minor) ? minor : 0)
            .DefaultIfEmpty(0).Max();
    }

    private static bool Fits(string python, string abi, int minor) => abi switch
    {
        "none" => python == "py3" || python == $"py3{minor}" || python == $"cp3{minor}"
            || (python.StartsWith("py3", StringComparison.Ordinal)
                && int.TryParse(python.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var least)
                && least <= minor),
        "abi3" => WheelModules.MinorOf(python) is { } first && first <= minor,
        _ => python == $"cp3{minor}" && abi == $"cp3{minor}",
    };

    private static bool Fits(string tag, Architecture architecture, int glibc)
    {
        if (tag == "any" || tag == architecture.WheelTag) return true;
        if (!tag.EndsWith($"_{architecture.KernelName}", StringComparison.Ordinal)) return false;
        var family = tag[..^(architecture.KernelName.Length + 1)];
        return (s_old.TryGetValue(family, out var old) && old <= glibc)
            || (Glibc().Match(family) is { Success: true } match
                && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) <= glibc);
    }

    [GeneratedRegex(@"\Amanylinux_2_([0-9]{1,4})\z")]
    private static partial Regex Glibc();
}
