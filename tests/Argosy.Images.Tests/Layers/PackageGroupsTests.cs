using Argosy.Images.Layers;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Images.Tests.Layers;

public sealed class PackageGroupsTests
{
    private const long Small = 1000;
    private const long Big = PackageGroups.Large;

    [Fact]
    public void What_the_same_images_have_is_one_group_and_large_packages_are_groups_of_their_own()
    {
        var set = Set(("a", "base libc own-a perl"), ("b", "base libc own-b perl"), ("c", "base libc own-c"));
        Names(set, "a", [P("base"), P("libc"), P("own-a"), P("perl")]).ShouldBe(["base libc", "perl", "own-a"]);
        Names(set, "c", [P("base"), P("libc"), P("own-c")]).ShouldBe(["base libc", "own-c"]);
        Names(set, "a", [P("base"), P("libc", Big, "glibc"), P("own-a", Big), P("perl")])
            .ShouldBe(["base", "libc", "perl", "own-a"]);
    }

    [Fact]
    public void Large_packages_of_one_source_share_a_group()
    {
        var packages = new[] { P("gcc-cpp", Big, "gcc"), P("gcc-doc", Small, "gcc"), P("gcc", Big, "gcc"), P("x") };
        Names(Set(), "a", packages).ShouldBe(["gcc gcc-cpp", "gcc-doc x"]);
    }

    [Fact]
    public void An_image_without_a_lock_of_its_own_shares_what_others_have_as_well()
    {
        var set = Set(("b", "base"), ("c", "base"));
        Names(set, "a", [P("base"), P("mine")]).ShouldBe(["base", "mine"]);
    }

    [Fact]
    public void Every_package_is_in_exactly_one_group_and_the_budget_is_kept() =>
        Prop.ForAll(Cases, c => c.Images.Keys.All(image =>
        {
            var groups = c.Of(image);
            return groups.Count <= Math.Max(1, c.Budget) && groups.All(g => g.Count > 0)
                && groups.SelectMany(g => g).Select(p => p.Name).Order().SequenceEqual(
                    c.Images[image].Select(p => p.Name).Order());
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_packages_and_images_does_not_matter() =>
        Prop.ForAll(Cases, c =>
        {
            var other = c with
            {
                Images = c.Images.Reverse().ToDictionary(i => i.Key, i => Enumerable.Reverse(i.Value).ToList())
            };
            return c.Images.Keys.All(image => Text(c.Of(image)).SequenceEqual(Text(other.Of(image))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_package_that_is_added_to_one_image_changes_at_most_two_of_its_groups_and_three_of_anothers() =>
        Prop.ForAll(Cases, c =>
        {
            var image = c.Images.Keys.First();
            var added = c.Added;
            if (c.Images[image].Any(p => p.Name == added.Name)) return true;
            var grown = c with
            {
                Images = c.Images.ToDictionary(
                    i => i.Key, i => i.Key == image ? [.. i.Value, added] : i.Value)
            };
            return c.Images.Keys.All(i =>
                Text(grown.Of(i)).Except(Text(c.Of(i))).Count() <= (i == image ? 2 : 3));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Within_the_budget_two_images_make_the_same_groups_of_what_both_have() =>
        Prop.ForAll(Cases, c =>
        {
            var wide = c with { Budget = 1000 };
            return (from a in wide.Images.Keys
                    from b in wide.Images.Keys
                    where string.CompareOrdinal(a, b) < 0
                    let both = wide.Images[a].Select(p => p.Name).Intersect(wide.Images[b].Select(p => p.Name))
                    let shared = Text(wide.Of(a)).Intersect(Text(wide.Of(b))).SelectMany(g => g.Split(' '))
                    select both.Order().SequenceEqual(shared.Order())).All(same => same);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<Case> Cases => Arb.From(
        from sizes in Gen.ListOf(Gen.Elements(Small, Small * 50, Big, Big * 3), 12)
        from members in Gen.ListOf(Gen.Choose(0, 15), 12)
        from budget in Gen.Choose(1, 6)
        from added in Gen.Choose(0, 15)
        let all = sizes.Select((size, i) => P($"p{i}", size, $"s{i / 3}")).ToList()
        let images = Enumerable.Range(0, 4).ToDictionary(
            i => $"image{i}",
            i => all.Where((_, at) => (members.ElementAt(at) & (1 << i)) != 0).ToList())
        select new Case(images, budget, added < all.Count ? all[added] : P("new", Small, "s1")));

    private static GroupedPackage P(string name, long size = Small, string? source = null) =>
        new(name, source ?? name, size);

    private static Dictionary<string, IReadOnlySet<string>> Set(params (string Image, string Packages)[] images) =>
        images.ToDictionary(i => i.Image, IReadOnlySet<string> (i) => i.Packages.Split(' ').ToHashSet());

    private static IEnumerable<string> Names(
        Dictionary<string, IReadOnlySet<string>> set, string image, IEnumerable<GroupedPackage> packages) =>
        Text(new PackageGroups(9, set).Of(image, packages));

    private static IEnumerable<string> Text(IEnumerable<IReadOnlyList<GroupedPackage>> groups) =>
        groups.Select(g => string.Join(' ', g.Select(p => p.Name)));

    private sealed record Case(Dictionary<string, List<GroupedPackage>> Images, int Budget, GroupedPackage Added)
    {
        public IReadOnlyList<IReadOnlyList<GroupedPackage>> Of(string image) => new PackageGroups(Budget, Images
                .ToDictionary(i => i.Key, IReadOnlySet<string> (i) => i.Value.Select(p => p.Name).ToHashSet()))
            .Of(image, Images[image]);
    }
}
