namespace Argosy.Platforms.Diagnostics;

/// <summary>The remedy for a misspelt name.</summary>
public static class Suggestion
{
    /// <summary>"Did you mean 'x'?" if one known name is similar, else the list of them.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = names.Select(n => (Name: n, Distance: Distance(written, n)))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault();
        var near = nearest.Name is not null && (names.Count == 1 || nearest.Distance <= 1 + (written.Length / 4));
        return near ? $"Did you mean '{nearest.Name}'?" : $"Known are: {string.Join(", ", names)}.";
    }

    /// <summary>The only known name that is similar enough, or null: for lists too long to show.</summary>
    public static string? TryNearest(string written, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(written);
        return TryNearest(written, known, 1 + (written.Length / 4));
    }

    /// <summary>The known name that differs least, or null if all differ by more than a number of letters, each one too
    /// many, missing or another, or two that are swapped.</summary>
    public static string? TryNearest(string written, IEnumerable<string> known, int limit)
    {
        ArgumentNullException.ThrowIfNull(written);
        return known.Where(n => Math.Abs(n.Length - written.Length) <= limit)
            .Select(n => (Name: n, Distance: Distance(written, n)))
            .Where(c => c.Distance <= limit)
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault().Name;
    }

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost 1.
    internal static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(substitution, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
