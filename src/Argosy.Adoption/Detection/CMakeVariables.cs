using System.Text;

namespace Argosy.Adoption.Detection;

/// <summary>The variables of a CMake project that are set to plain values.</summary>
internal sealed class CMakeVariables
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal)
    {
        // GNUInstallDirs, as Argosy's builds set them.
        ["CMAKE_INSTALL_LIBDIR"] = "lib",
        ["CMAKE_INSTALL_BINDIR"] = "bin",
        ["CMAKE_INSTALL_SBINDIR"] = "sbin",
        ["CMAKE_INSTALL_INCLUDEDIR"] = "include",
        ["CMAKE_INSTALL_DATADIR"] = "share",
        ["CMAKE_INSTALL_PREFIX"] = "",
        ["CMAKE_INSTALL_FULL_LIBDIR"] = "lib",
        ["CMAKE_INSTALL_FULL_INCLUDEDIR"] = "include",
        ["CMAKE_INSTALL_FULL_BINDIR"] = "bin",
    };

    /// <summary>Whether the project sets it.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Sets a variable; one that is set already keeps its value, since the first is mostly the default.
    /// </summary>
    public void Set(string name, string value) => _values[name] = value;

    /// <summary>A text with its variables replaced; null if one is unknown or nested.</summary>
    public string? Expand(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal)) return text.Contains("$<", StringComparison.Ordinal)
            ? null : text;
        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '$' || at + 1 == text.Length || text[at + 1] != '{')
            {
                expanded.Append(text[at++]);
                continue;
            }

            var end = text.IndexOf('}', at);
            if (end < 0 || !_values.TryGetValue(text[(at + 2)..end], out var value)) return null;
            expanded.Append(value);
            at = end + 1;
        }

        return expanded.ToString();
    }
}
