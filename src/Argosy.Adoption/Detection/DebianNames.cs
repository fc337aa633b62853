namespace Argosy.Adoption.Detection;

/// <summary>Debian's packages of libraries, and programs, by the names that build systems have for them.</summary>
internal static class DebianNames
{
    // Parts of the C library and of the compiler, and modules of CMake that are no libraries.
    private static readonly HashSet<string> s_present = new(StringComparer.OrdinalIgnoreCase)
    {
        "threads", "pthread", "m", "dl", "rt", "c", "util", "nsl", "resolv", "socket", "atomic", "OpenMP", "Doxygen",
        "Git", "Sphinx", "LATEX", "PythonLibs", "Pandoc", "intl", "iconv", "stdc++", "gomp", "crypt",
    };

    private static readonly Dictionary<string, string> s_packages = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, string> s_modules = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string> s_libraries = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string> s_finders = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, string> s_programs = new(StringComparer.Ordinal);

    static DebianNames()
    {
        foreach (var row in EmbeddedText.Rows("Data/libraries.txt").Select(Cells))
        {
            Add(s_packages, row[1], row[0]);
            Add(s_modules, row[2], row[0]);
            Add(s_libraries, row[3], row[0]);
        }

        foreach (var row in EmbeddedText.Rows("Data/programs.txt").Select(Cells))
        {
            Add(s_finders, row[1], row[0]);
            Add(s_programs, row[2], row[0]);
        }
    }

    /// <summary>Whether the name is one for which nothing is installed.</summary>
    public static bool IsPresent(string name) => s_present.Contains(name);

    /// <summary>The package of a name of find_package; null if it isn't known.</summary>
    public static string? OfPackage(string name) => s_packages.GetValueOrDefault(name);

    /// <summary>The package of a module of pkg-config; null if it isn't known.</summary>
    public static string? OfModule(string name) => s_modules.GetValueOrDefault(name);

    /// <summary>The package of a library as the linker names it; null if it isn't known.</summary>
    public static string? OfLibrary(string name) => s_libraries.GetValueOrDefault(name);

    /// <summary>The program that find_package means; null if it isn't known.</summary>
    public static string? ProgramOf(string package) => s_finders.GetValueOrDefault(package);

    /// <summary>The program of a name that is searched for; null if it isn't known.</summary>
    public static string? Program(string name) => s_programs.GetValueOrDefault(name);

    private static string[] Cells(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Add(Dictionary<string, string> table, string names, string value)
    {
        foreach (var name in names.Split(',').Where(n => n != "-")) table.TryAdd(name, value);
    }
}
