using System.Text.RegularExpressions;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>Counts for each project how many others need it.</summary>
internal static partial class Dependents
{
    /// <summary>The number of projects that need each project, directly or through others; projects without any are
    /// left out.</summary>
    /// <param name="requirements">For each project its requirements, as METADATA has them; those of extras don't
    /// count.</param>
    public static IReadOnlyDictionary<string, int> Count(
        IReadOnlyDictionary<string, IReadOnlyList<string>> requirements)
    {
        var users = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (project, needs) in requirements)
        {
            foreach (var need in needs.Select(NameOf).OfType<string>().Where(n => n != project))
            {
                if (!users.TryGetValue(need, out var direct)) users.Add(need, direct = new(StringComparer.Ordinal));
                direct.Add(project);
            }
        }

        return users.Keys.ToDictionary(p => p, p => Reached(users, p), StringComparer.Ordinal);
    }

    /// <summary>The normalised project of a requirement; null for one of an extra, or none at all.</summary>
    public static string? NameOf(string requirement)
    {
        var parts = requirement.Split(';', 2);
        if (parts.Length == 2 && Extra().IsMatch(parts[1])) return null;
        return Project().Match(parts[0]) is { Success: true } match ? WheelName.Normalize(match.Groups[1].Value) : null;
    }

    private static int Reached(SortedDictionary<string, SortedSet<string>> users, string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([project]);
        while (open.TryPop(out var next))
        {
            if (!users.TryGetValue(next, out var direct)) continue;
            foreach (var user in direct.Where(reached.Add)) open.Push(user);
        }

        reached.Remove(project);
        return reached.Count;
    }

    [GeneratedRegex(@"\A\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)")]
    private static partial Regex Project();

    [GeneratedRegex(@"\bextra\s*==")]
    private static partial Regex Extra();
}
