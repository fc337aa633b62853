using System.Globalization;

namespace Argosy.Processes.Trees;

/// <summary>The machine's processes, from <c>/proc</c>.</summary>
internal static class ProcessTable
{
    /// <summary>All of them, with their folders.</summary>
    internal static IEnumerable<(int Id, string Folder)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                yield return (id, folder);
        }
    }

    /// <summary>The parent of each live process.</summary>
    internal static Dictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var (id, folder) in All())
        {
            if (TryParent(folder) is { } parent) parents[id] = parent;
        }

        return parents;
    }

    // "pid (name, which may contain anything) state parent …"; zombies don't count.
    private static int? TryParent(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
