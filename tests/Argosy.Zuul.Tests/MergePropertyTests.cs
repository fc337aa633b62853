using Argosy.Zuul.Freezing;
using Argosy.Zuul.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Zuul.Tests;

/// <summary>The merge result doesn't depend on whether a grandparent's attributes are merged first or last.</summary>
public sealed class MergePropertyTests
{
    // Maps and texts are at different depths, so that none replaces the other: otherwise the order would matter.
    private static readonly Gen<Node> s_leaf = Gen.Choose(0, 5).Select(i => (Node)Text($"v{i}"));
    private static readonly Gen<Node> s_variables = Maps(Maps(s_leaf));

    private static readonly Gen<Node> s_names = Gen.Choose(0, 6).Select(i => (Node)Text($"n{i}")).ListOf()
        .Select(l => (Node)new ListNode(default, 1, [.. l.DistinctBy(FlowText.Of)]));

    [Theory]
    [InlineData("vars")]
    [InlineData("tags")]
    [InlineData("required-projects")]
    [InlineData("semaphores")]
    [InlineData("allowed-projects")]
    [InlineData("pre-run")]
    [InlineData("post-run")]
    [InlineData("run")]
    [InlineData("dependencies")]
    public void Merging_is_associative(string attribute) => Prop.ForAll(Of(attribute).Three().ToArbitrary(), v =>
    {
        var (a, b, c) = v;
        Said(Merge(Merge(a, b), c)).ShouldBe(Said(Merge(a, Merge(b, c))));

        Node Merge(Node earlier, Node later) => AttributeMerge.Merge(attribute, earlier, later);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("vars")]
    [InlineData("tags")]
    [InlineData("allowed-projects")]
    [InlineData("run")]
    public void Saying_it_again_changes_nothing(string attribute) => Prop.ForAll(Of(attribute).ToArbitrary(),
        a => Said(AttributeMerge.Merge(attribute, a, a)).ShouldBe(Said(a))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_union_has_what_either_has_and_an_intersection_what_both_have() =>
        Prop.ForAll(s_names.Two().ToArbitrary(), v =>
        {
            var (a, b) = v;
            Items(AttributeMerge.Merge("tags", a, b)).ShouldBe(Items(a).Union(Items(b)), ignoreOrder: true);
            Items(AttributeMerge.Merge("allowed-projects", a, b))
                .ShouldBe(Items(a).Intersect(Items(b)), ignoreOrder: true);
        }).QuickCheckThrowOnFailure();

    private static Gen<Node> Of(string attribute) => attribute == "vars" ? s_variables : s_names;

    private static Gen<Node> Maps(Gen<Node> values) => Gen.Choose(0, 3)
        .SelectMany(k => values.Select(v => (Key: Text($"k{k}"), v))).ListOf()
        .Select(l => (Node)new MapNode(default, 1, [.. l.DistinctBy(e => e.Key.Value)]));

    private static TextNode Text(string value) => new(default, value, ScalarMeaning.Text);

    private static string Said(Node node) => FlowText.Of(node);

    private static IReadOnlyList<string> Items(Node node) => [.. node.AsMany.Select(FlowText.Of)];
}
