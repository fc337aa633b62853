namespace Argosy.Packages.Debian.Shlibs;

/// <summary>The libraries of an installed package's <c>symbols</c> file (deb-symbols(5)), by soname.</summary>
internal sealed class SymbolsFile
{
    private const string Placeholder = "#MINVER#";
    private readonly Dictionary<string, Library> _libraries = new(StringComparer.Ordinal);

    /// <summary>Reads a text.</summary>
    public static SymbolsFile Parse(string text)
    {
        var file = new SymbolsFile();
        Library? library = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '|') library?.Templates.Add(line[1..].Trim());
            else if (line[0] == ' ') library?.Add(line.Trim());
            else if (line[0] != '*' && line.Split(' ', 2) is [var soname, var template])
                file._libraries[soname] = library = new(template.Trim());
        }

        return file;
    }

    /// <summary>The library, or null if the file doesn't list it.</summary>
    public Library? Find(string soname) => _libraries.GetValueOrDefault(soname);

    /// <summary>A dependency with its version filled in; without one for no version, or version 0.</summary>
    public static string Filled(string template, string version) =>
        template.Replace(Placeholder, version is "" or "0" ? "" : $"(>= {version})", StringComparison.Ordinal).Trim();

    /// <summary>A library's dependency templates and symbols.</summary>
    internal sealed class Library(string template)
    {
        private readonly Dictionary<string, (string Version, int Template)> _symbols = new(StringComparer.Ordinal);

        /// <summary>The main template, then the alternatives that symbols name by number.</summary>
        public List<string> Templates { get; } = [template];

        /// <summary>The lowest version of any symbol; empty without symbols.</summary>
        public string Smallest => _symbols.Values.Select(s => s.Version).Min(DebianVersion.Order) ?? "";

        /// <summary>The lowest version with a symbol, and its template; null for an unknown symbol.</summary>
        public (string Version, string Template)? Find(string symbol) =>
            _symbols.TryGetValue(symbol, out var found)
                ? (found.Version, Templates[found.Template < Templates.Count ? found.Template : 0])
                : null;

        // name@version, version of the package, number of the template.
        public void Add(string line)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2 || parts[0][0] is '#') return;
            _ = int.TryParse(parts.ElementAtOrDefault(2), out var template);
            _symbols[parts[0]] = (parts[1], template);
        }
    }
}
