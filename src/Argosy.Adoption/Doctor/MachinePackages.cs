using System.Text.RegularExpressions;
using Argosy.Platforms;

namespace Argosy.Adoption.Doctor;

/// <summary>A Debian package that a build needs on the machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">What it is for.</param>
public sealed record MachinePackage(string Name, string Reason);

/// <summary>The Debian packages that a project needs on the machine: those of build/packages.txt that are for its rooms
/// and architectures, and those that its items name.</summary>
internal static partial class MachinePackages
{
    // Conditions of build.sh that are about the work on Argosy itself.
    private static readonly string[] s_own = ["test", "bench", "audit"];

    private sealed record Row(string Package, IReadOnlyList<string> Conditions, string Reason);

    private static IReadOnlyList<Row> Rows { get; } = [.. EmbeddedText.Rows("Data/packages.txt")
        .Select(r => Shape().Match(r))
        .Where(m => m.Success).Select(m => new Row(m.Groups["package"].Value,
            m.Groups["conditions"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries), m.Groups["reason"].Value))];

    private static Dictionary<string, string[]> Rooms { get; } = EmbeddedText.Rows("Data/rooms.txt")
        .Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(r => r[0], r => r[1..], StringComparer.Ordinal);

    /// <summary>Packages without a known purpose: a new one of build/packages.txt needs a row in
    /// Data/rooms.txt.</summary>
    public static IReadOnlyList<string> Unclassified =>
        [.. Rows.Where(r => !IsOwn(r)).Select(r => r.Package).Except(Rooms.Keys)];

    /// <summary>Rows of Data/rooms.txt for packages that build/packages.txt doesn't have.</summary>
    public static IReadOnlyList<string> Stale => [.. Rooms.Keys.Except(Rows.Select(r => r.Package))];

    /// <summary>The packages, in the order of build/packages.txt.</summary>
    public static IReadOnlyList<MachinePackage> For(ProjectNeeds needs, Host host)
    {
        var packages = Rows.Where(r => Counts(r, needs, host)).Select(r => new MachinePackage(r.Package, r.Reason))
            .ToList();
        if (needs.Cxx.Count > 0)
        {
            packages.AddRange(needs.Architectures.Select(a => new MachinePackage(
                host.CxxCompilerPackage(a), $"the C++ compiler for {a.Name}, for {string.Join(", ", needs.Cxx)}")));
        }

        return [.. packages.DistinctBy(p => p.Name)];
    }

    // As build.sh's counts: with the name of an architecture, only where the project has it and the machine is of
    // another; with that of a build system, only where an item has it.
    private static bool Counts(Row row, ProjectNeeds needs, Host host)
    {
        if (IsOwn(row)) return false;
        var conditions = row.Conditions.Except(s_own).ToList();
        var isWanted = conditions.Count == 0
            || conditions.Any(c => needs.BuildSystems.Contains(c)
                || needs.Architectures.Any(a => a.Name == c && !host.Runs(a)));
        return isWanted && Rooms.GetValueOrDefault(row.Package, ["any"]).Any(r => needs.Needs(r, host));
    }

    private static bool IsOwn(Row row) => row.Conditions.Count > 0 && row.Conditions.All(s_own.Contains);

    [GeneratedRegex(@"^(?<package>\S+)\s+(?:\[(?<conditions>[a-z0-9,]+)\]\s+)?(?<reason>\S.*)$")]
    private static partial Regex Shape();
}
