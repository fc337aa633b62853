using System.Diagnostics;
using System.Globalization;

namespace Cake.Argosy.Module.Ending;

/// <summary>The processes that this one started, and those that they started.</summary>
internal static class Descendants
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    /// <summary>Asks all of them to end, and ends those that don't within three seconds.</summary>
    public static void End()
    {
        var clock = Stopwatch.StartNew();
        foreach (var process in Below(Environment.ProcessId)) Signals.Send(process, Signals.Terminate);
        while (clock.Elapsed < s_grace && Below(Environment.ProcessId).Any()) Thread.Sleep(20);
        foreach (var process in Below(Environment.ProcessId)) Signals.Send(process, Signals.Kill);
    }

    /// <summary>All processes below one, in no order.</summary>
    internal static IEnumerable<int> Below(int process)
    {
        var children = Alive().ToLookup(p => p.Parent, p => p.Id);
        var open = new Stack<int>(children[process]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in children[next]) open.Push(child);
        }
    }

    private static IEnumerable<(int Id, int Parent)> Alive()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            if (TryParent(folder) is { } parent) yield return (id, parent);
        }
    }

    // "pid (name, which may hold anything) state parent …"; what is dead and only not yet asked after doesn't count.
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
