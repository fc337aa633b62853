using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Building;

/// <summary>The variables by which make and configure scripts know a platform's tools.</summary>
internal static class BuildVariables
{
    private static readonly (string Name, string Program)[] s_tools =
    [
        ("CC", "gcc"), ("CXX", "g++"), ("CPP", "cpp"), ("AR", "gcc-ar"), ("NM", "gcc-nm"), ("RANLIB", "gcc-ranlib"),
        ("AS", "as"), ("LD", "ld"), ("OBJCOPY", "objcopy"), ("OBJDUMP", "objdump"), ("READELF", "readelf"),
        ("STRIP", "strip"),
    ];

    /// <summary>Names and values, sorted. Those of programs that the machine lacks are left out.</summary>
    /// <remarks>Dates that a build writes are one date, that of copied sources.</remarks>
    public static SortedDictionary<string, string?> Of(Architecture architecture, Toolbox tools)
    {
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["SOURCE_DATE_EPOCH"] = $"{new DateTimeOffset(SourceCopy.Time).ToUnixTimeSeconds()}",
            ["PKG_CONFIG"] = "pkg-config",
            ["LT_SYS_LIBRARY_PATH"] = $"/usr/lib/{architecture.GnuTriplet}",
        };
        foreach (var (name, program) in s_tools)
        {
            var full = $"{architecture.GnuTriplet}-{program}";
            if (tools.Compilers.ContainsKey(full) || tools.Programs.ContainsKey(full)) variables[name] = full;
        }

        return variables;
    }
}
