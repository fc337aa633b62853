using System.Globalization;

namespace Argosy.Bench.Runtime.Processes;

/// <summary>
/// Binds each of two processes to its own core, as mpirun does by default: otherwise the kernel's placement of two busy
/// threads changes a figure more than the measured code.
/// </summary>
internal static class Cores
{
    private const string Line = "Cpus_allowed_list:";

    /// <summary>The cores that this process may use.</summary>
    public static IReadOnlyList<int> Allowed { get; } =
        Parse(File.ReadLines("/proc/self/status")
            .First(l => l.StartsWith(Line, StringComparison.Ordinal))[Line.Length..]);

    /// <returns>The unchanged command if there are fewer than two cores.</returns>
    public static (string File, IEnumerable<string> Arguments) Bind(
        int process, string file, IEnumerable<string> arguments) =>
        Allowed.Count < 2 ? (file, arguments) : ("taskset", ["-c", $"{Allowed[process]}", file, .. arguments]);

    // For example 0-3,8.
    private static List<int> Parse(string list) =>
    [
        .. list.Trim().Split(',')
            .Select(range => range.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(ends => Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)),
    ];
}
