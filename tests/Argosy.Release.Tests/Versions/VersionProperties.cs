using Argosy.Release.Versions;
using FsCheck;
using FsCheck.Fluent;
using NuGet.Versioning;

namespace Argosy.Release.Tests.Versions;

/// <summary>Random histories: lines, branches, merges and tags that rise.</summary>
public sealed class VersionProperties
{
    // What happens to a commit: from whom it descends, and which part of the version its tag raises.
    private sealed record Step(int First, int? Second, int Tag);

    private static readonly Gen<Step[]> s_steps =
        (from first in Gen.Choose(0, 3)
         from merges in Gen.Choose(0, 3)
         from second in Gen.Choose(0, 6)
         from tag in Gen.Choose(0, 9)
         select new Step(first, merges == 0 ? second : null, tag)).ArrayOf(24);

    [Fact]
    public void Versions_grow_along_first_parents() => Prop.ForAll(s_steps.ToArbitrary(), steps =>
    {
        var history = Grow(steps);
        foreach (var (commit, parents) in history.Parents.Where(c => c.Value.Count > 0))
            VersionAt(history, commit).ShouldBeGreaterThan(VersionAt(history, parents[0]), $"at {commit}");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void They_are_those_of_a_simple_model() => Prop.ForAll(s_steps.ToArbitrary(), steps =>
    {
        var history = Grow(steps);
        foreach (var commit in history.Parents.Keys)
            VersionAt(history, commit).ToNormalizedString().ShouldBe(Modelled(history, commit));
    }).QuickCheckThrowOnFailure();

    private static SemanticVersion VersionAt(TaggedHistory history, string commit) =>
        CommitVersion.Of(history with { Head = commit }, CommitVersionTests.Rules("{}")).Version;

    // Sets of ancestors, by recursion, and versions as texts.
    private static string Modelled(TaggedHistory history, string head)
    {
        var best = First(head).OrderBy(t => t.Version).LastOrDefault();
        if (best is null) return $"0.0.0-alpha.0.{Ancestors(head).Count}";
        var height = Ancestors(head).Except(Ancestors(best.Commit)).Count();
        var version = best.Version;
        return height == 0 ? $"{version}"
            : version.IsPrerelease ? $"{version}.{height}"
            : $"{version.Major}.{version.Minor}.{version.Patch + 1}-alpha.0.{height}";

        IEnumerable<VersionTag> First(string commit)
        {
            var own = history.Tags.Where(t => t.Commit == commit).ToList();
            return own.Count > 0 ? own : history.Parents[commit].SelectMany(First);
        }

        HashSet<string> Ancestors(string commit) =>
            [commit, .. history.Parents[commit].SelectMany(Ancestors)];
    }

    // A tag is above the versions of all tags before it, as git doesn't require and releases do.
    private static TaggedHistory Grow(Step[] steps)
    {
        var parents = new Dictionary<string, IReadOnlyList<string>> { ["c0"] = [] };
        var tags = new List<VersionTag>();
        var (major, minor, patch, label) = (0, 0, 0, 0);
        foreach (var (index, step) in steps.Index())
        {
            var commit = $"c{index + 1}";
            string[] all = [.. parents.Keys];
            var first = all[Math.Max(0, all.Length - 1 - step.First)];
            var second = step.Second is { } back ? all[Math.Max(0, all.Length - 1 - back)] : first;
            parents[commit] = second == first ? [first] : [first, second];
            switch (step.Tag)
            {
                case 0: (major, minor, patch, label) = (major + 1, 0, 0, 0); break;
                case 1: (minor, patch, label) = (minor + 1, 0, 0); break;
                case 2: (patch, label) = (patch + (label == 0 ? 1 : 0), 0); break;
                case 3: (patch, label) = (patch + (label == 0 ? 1 : 0), label + 1); break;
                default: continue;
            }

            var version = label == 0 ? $"{major}.{minor}.{patch}" : $"{major}.{minor}.{patch}-rc.{label}";
            tags.Add(new($"v{version}", commit, SemanticVersion.Parse(version)));
        }

        return new($"c{steps.Length}", parents, tags);
    }
}
