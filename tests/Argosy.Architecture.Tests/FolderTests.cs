using System.Text.RegularExpressions;
using Argosy.Architecture.Tests.Sources;

namespace Argosy.Architecture.Tests;

/// <summary>Folders inside a room have no cyclic dependencies: a reader can understand one folder without all
/// others.</summary>
public sealed partial class FolderTests
{
    // Rooms with a remaining cycle, and the folders in it.
    private static readonly Dictionary<string, string[]> s_circles = new()
    {
        ["src/Argosy.Artifacts"] = ["Actions", "Files", "Ownership", "Store", "Trust"],
        ["src/Argosy.Packages"] = ["Apt", "Wheels"],
    };

    public static TheoryData<string> Rooms => [.. SourceTree.Below(["src", "build"], ".csproj")
        .Select(f => Path.GetDirectoryName(f)!)
        .Where(r => !Path.GetFileName(r).StartsWith("Argosy.Runtime", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Folders_of_a_room_form_no_circle(string room)
    {
        var uses = Uses(room);
        uses.Keys.Where(folder => Reached(uses, folder).Contains(folder)).Order(StringComparer.Ordinal)
            .ShouldBe(s_circles.GetValueOrDefault(room, []));
    }

    [Fact]
    public void The_search_finds_a_circle_over_several_folders()
    {
        var uses = new Dictionary<string, IReadOnlySet<string>>
        {
            ["a"] = new HashSet<string> { "b" },
            ["b"] = new HashSet<string> { "c" },
            ["c"] = new HashSet<string> { "a" },
            ["d"] = new HashSet<string> { "a" },
        };
        uses.Keys.Where(folder => Reached(uses, folder).Contains(folder)).ShouldBe(["a", "b", "c"]);
    }

    // A nested folder counts as its outermost folder.
    private static Dictionary<string, IReadOnlySet<string>> Uses(string room)
    {
        var own = $"{Path.GetFileName(room)}.";
        return SourceTree.Below([room], ".cs").Select(f => (Folder: f[(room.Length + 1)..].Split('/'), File: f))
            .Where(f => f.Folder.Length > 1)
            .GroupBy(f => f.Folder[0], f => f.File)
            .ToDictionary(
                g => g.Key,
                IReadOnlySet<string> (g) => g
                    .SelectMany(f => Using().Matches(SourceTree.Text(f)).Select(m => m.Groups[1].Value))
                    .Where(u => u.StartsWith(own, StringComparison.Ordinal)).Select(u => u[own.Length..].Split('.')[0])
                    .Where(folder => folder != g.Key).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
    }

    private static HashSet<string> Reached(IReadOnlyDictionary<string, IReadOnlySet<string>> uses, string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var folder))
        {
            if (!uses.TryGetValue(folder, out var next)) continue;
            foreach (var other in next.Where(reached.Add)) open.Push(other);
        }

        return reached;
    }

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
