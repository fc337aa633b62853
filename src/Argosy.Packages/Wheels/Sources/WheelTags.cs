using System.Globalization;
using Argosy.Platforms;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>Which wheels a distribution's own CPython installs (PEP 425, 600 and 656).</summary>
public static class WheelTags
{
    // The glibc 2 of manylinux's tags from before PEP 600.
    private static readonly Dictionary<string, int> s_former = new(StringComparer.Ordinal)
    {
        ["manylinux1"] = 5,
        ["manylinux2010"] = 12,
        ["manylinux2014"] = 17,
    };

    /// <summary>Whether pip on a platform takes a wheel.</summary>
    public static bool Fit(WheelName wheel, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(wheel);
        ArgumentNullException.ThrowIfNull(platform);
        var minor = MinorOf(platform.Distribution.Python);
        var machines = wheel.PlatformTag.Split('.').Where(t => FitsMachine(t, platform)).ToList();
        return machines.Count > 0 && wheel.PythonTag.Split('.')
            .Any(python => wheel.AbiTag.Split('.').Any(abi => FitsPython(python, abi, minor)));
    }

    private static bool FitsPython(string python, string abi, int minor)
    {
        if (python == "py3") return abi == "none";
        if (MinorIn(python, "py3") is { } pure) return abi == "none" && pure <= minor;
        return MinorIn(python, "cp3") is { } compiled && abi switch
        {
            "abi3" => compiled <= minor,
            "none" => compiled <= minor,
            _ => compiled == minor && abi == python,
        };
    }

    private static bool FitsMachine(string tag, Platform platform)
    {
        if (tag == "any" || tag == platform.Architecture.WheelTag) return true;
        var machine = $"_{platform.Architecture.KernelName}";
        if (!tag.EndsWith(machine, StringComparison.Ordinal)) return false;
        var policy = tag[..^machine.Length];
        var glibc = MinorOf(platform.Distribution.Glibc);
        return s_former.TryGetValue(policy, out var former)
            ? former <= glibc
            : policy.StartsWith("manylinux_2_", StringComparison.Ordinal)
                && int.TryParse(policy["manylinux_2_".Length..], NumberStyles.None, CultureInfo.InvariantCulture,
                    out var needed) && needed <= glibc;
    }

    private static int? MinorIn(string tag, string prefix) => tag.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(tag[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? minor
            : null;

    private static int MinorOf(string version) => int.Parse(version.Split('.')[1], CultureInfo.InvariantCulture);
}
