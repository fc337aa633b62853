using System.Globalization;
using System.Text;

namespace Argosy.Artifacts.Snapshots;

/// <summary>A command line in one form, if it has only options under which a run without work does
/// nothing but print.</summary>
public static class RunRequest
{
    // In the order of the form; the value tells whether one follows the name.
    private static readonly (string Name, bool HasValue)[] s_harmless =
        [("target", true), ("arch", true), ("jobs", true), ("locked", false), ("keep-going", false)];

    /// <summary>The form of parsed arguments; null if another option is among them.</summary>
    /// <param name="arguments">Each option's values in order; a switch has an empty one.</param>
    public static string? TryForm(IEnumerable<KeyValuePair<string, ICollection<string>>> arguments)
    {
        var given = new Dictionary<string, ICollection<string>>(arguments, StringComparer.OrdinalIgnoreCase);
        // Tasks may use it as a number of compilers.
        var form = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"processors {Environment.ProcessorCount}\n");
        foreach (var (name, hasValue) in s_harmless)
        {
            if (!given.Remove(name, out var values)) continue;
            if (!hasValue) values = [""];
            foreach (var value in values)
            {
                if (hasValue == string.IsNullOrEmpty(value)) return null;
                form.Append(CultureInfo.InvariantCulture, $"{name} {value.Length}:{value}\n");
            }
        }

        return given.Count == 0 ? form.ToString() : null;
    }

    /// <summary>The form of a command line whose options all are <c>--name=value</c> or <c>--name</c>, as
    /// <c>build.sh</c> passes them; null for another one.</summary>
    public static string? TryForm(IReadOnlyList<string> commandLine)
    {
        var arguments = new Dictionary<string, ICollection<string>>(StringComparer.Ordinal);
        foreach (var argument in commandLine)
        {
            var parts = argument.Split('=', 2);
            if (!parts[0].StartsWith("--", StringComparison.Ordinal)) return null;
            var option = Array.Find(s_harmless, h => h.Name == parts[0][2..]);
            if (option.Name is null || option.HasValue != (parts.Length == 2)) return null;
            if (!arguments.TryGetValue(option.Name, out var values))
                arguments.Add(option.Name, values = new List<string>());
            values.Add(parts.Length == 2 ? parts[1] : "");
        }

        return TryForm(arguments);
    }
}
