using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Architecture.Tests.Sources;

namespace Argosy.Architecture.Tests;

/// <summary>Every error has a stable id of its room's range and one row in the docs; every documented error can
/// occur.</summary>
public sealed partial class ErrorIdTests
{
    // The numbers of each room, the page that documents them, and the folders that raise them.
    private static readonly (int First, int Last, string Page, string[] Rooms)[] s_ranges =
    [
        (100, 199, "platforms", ["src/Argosy.Platforms/"]),
        (200, 299, "artifacts", ["src/Argosy.Artifacts/", "src/Argosy.Cli/", "src/Argosy.Oci/"]),
        (300, 399, "toolchains", ["src/Argosy.Toolchains/", "src/Argosy.Processes/"]),
        (400, 499, "images",
            [
                "src/Argosy.Images/", "src/Argosy.Oci/Layout/", "src/Argosy.Oci/Referrers/",
                "src/Argosy.Oci/Registry/RegistryClient.Upload.cs", "src/Argosy.Cli/Images/",
            ]),
        (500, 599, "packages", ["src/Argosy.Packages/"]),
        (600, 699, "pipelines",
            ["src/Argosy.Pipelines/", "src/Argosy.DevStack/", "src/Argosy.JobHealth/", "src/Argosy.Zuul/"]),
        (700, 799, "build", ["build/", "build.sh", "build.cake", "templates/", "src/Argosy.Engine/",
            "src/Argosy.Processes/",
            "src/Argosy.Toolchains/Native/", "src/Argosy.Toolchains/Debian/RootConsistency.cs",
            "src/Argosy.Packages/Dotnet/", "src/Argosy.Adoption/Doctor/"]),
        (800, 899, "runtime", ["runtime/"]),
        (910, 929, "adoption", ["src/Argosy.Adoption/"]),
        (930, 969, "release",
            ["src/Argosy.Release/", "build/Cake.Argosy/", "src/Argosy.Pipelines/Declarations/SecretUses.cs"]),
        (970, 979, "site", ["src/Argosy.Site/"]),
    ];

    private sealed record Mention(string Id, string File, int Line)
    {
        public int Number => int.Parse(Id.AsSpan(3), CultureInfo.InvariantCulture);
    }

    private static IReadOnlyList<Mention> Mentions { get; } = [.. SourceTree.Files
        .Where(f => f is "build.sh" or "build.cake"
            || SourceTree.Below(["src", "build", "runtime", "templates"], "").Contains(f))
        .Where(f => !f.EndsWith("packages.lock.json", StringComparison.Ordinal)).SelectMany(f => MentionsIn(f, Id()))];

    // A row of a table: its first cell is the id.
    private static IReadOnlyList<Mention> Documented { get; } =
        [.. SourceTree.Below(["docs/errors"], ".md").SelectMany(f => MentionsIn(f, Row()))];

    // The runtime computes its ids from the native library's codes.
    private static IEnumerable<string> OfTheRuntime =>
        NativeCode().Matches(SourceTree.Text("runtime/rdma/include/argosy/rdma.h"))
            .Select(m => $"ARG08{int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture):D2}");

    private static IEnumerable<string> Used => Mentions.Select(m => m.Id).Concat(OfTheRuntime).Distinct();

    [Fact]
    public void Each_is_documented() => Used.Except(Documented.Select(d => d.Id)).Order().ShouldBeEmpty();

    [Fact]
    public void Each_that_is_documented_can_happen() =>
        Documented.Select(d => d.Id).Except(Used).Order().ShouldBeEmpty();

    [Fact]
    public void Each_is_documented_once() =>
        Documented.GroupBy(d => d.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void Each_is_on_the_page_of_its_range() => Documented
        .Where(d => RangeOf(d.Number).Page
            != Path.GetFileNameWithoutExtension(d.File))
        .ShouldBeEmpty();

    [Fact]
    public void A_page_lists_them_in_order() => Documented.GroupBy(d => d.File)
        .Where(page => !page.Select(d => d.Id).SequenceEqual(page.Select(d => d.Id).Order(StringComparer.Ordinal)))
        .Select(page => page.Key).ShouldBeEmpty();

    [Fact]
    public void A_room_raises_those_of_its_own_range() => CSharpSources.Literals
        .SelectMany(l => Id().Matches(l.Text).Select(m => new Mention(m.Value, l.File, l.Line)))
        .Where(m => !RoomsOf(m.Number).Any(room => m.File.StartsWith(room, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void A_script_raises_those_of_its_own_range() => Mentions
        .Where(m => !m.File.EndsWith(".cs", StringComparison.Ordinal))
        .Where(m => !RoomsOf(m.Number).Any(room => m.File.StartsWith(room, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void The_index_leads_to_every_page() => SourceTree.Below(["docs/errors"], ".md")
        .Select(f => Path.GetFileName(f))
        .Where(name => name != "README.md"
            && !SourceTree.Text("docs/errors/README.md").Contains($"({name})", StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void A_row_says_what_it_means_and_what_to_do() => SourceTree.Below(["docs/errors"], ".md")
        .SelectMany(f => File.ReadLines(Repository.At(f))).Where(l => Row().IsMatch(l))
        .Where(l => l.Split('|') is not [_, _, { Length: > 10 }, { Length: > 5 }, _]).ShouldBeEmpty();

    private static (int First, int Last, string Page, string[] Rooms) RangeOf(int number) =>
        s_ranges.SingleOrDefault(r => number >= r.First && number <= r.Last);

    private static string[] RoomsOf(int number) => RangeOf(number).Rooms ?? [];

    private static IEnumerable<Mention> MentionsIn(string file, Regex pattern) =>
        from line in File.ReadLines(Repository.At(file)).Index()
        from match in pattern.Matches(line.Item)
        select new Mention(match.Groups[1].Value, file, line.Index + 1);

    [GeneratedRegex(@"\b(ARG\d{4})\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\| (ARG\d{4}) \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s+ARGOSY_ERROR_\w+ = -(\d+)", RegexOptions.Multiline)]
    private static partial Regex NativeCode();
}
