using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Actions;

public sealed class InputTreeTests
{
    private readonly Dictionary<Digest, byte[]> _kept = [];

    private static readonly Gen<InputFile[]> s_inputs =
        from files in (
            from path in Gen.Elements("a", "a-b", "b/a", "b/a-b/c", "b/c/d", "b-a/c", "c/d", "c/e/f/g", "d")
            from kind in Gen.Elements(InputKind.File, InputKind.Program, InputKind.Link)
            from content in Gen.Elements("1", "2")
            select new InputFile(path, kind, Digest.Of(content), 0)).ListOf()
        select files.DistinctBy(f => f.Path).OrderBy(f => f.Path, StringComparer.Ordinal).ToArray();

    [Fact]
    public void Two_trees_have_one_digest_where_all_files_are_equal_and_else_not() =>
        Prop.ForAll(s_inputs.ToArbitrary(), s_inputs.ToArbitrary(), (a, b) =>
            (InputTree.Of(a) == InputTree.Of(b)).ShouldBe(a.SequenceEqual(b))).QuickCheckThrowOnFailure();

    [Fact]
    public void What_differs_between_two_trees_is_told_file_by_file() =>
        Prop.ForAll(s_inputs.ToArbitrary(), s_inputs.ToArbitrary(), (a, b) =>
        {
            var told = new List<string>();
            InputTree.Compare(Tree(a), Tree(b), _kept.GetValueOrDefault, (path, was, now) =>
            {
                (was?.Value).ShouldBe(
                    a.FirstOrDefault(f => f.Path == path) is { Path: not null } old ? old.Content.Hex : null);
                (now?.Value).ShouldBe(
                    b.FirstOrDefault(f => f.Path == path) is { Path: not null } other ? other.Content.Hex : null);
                told.Add(path);
            }).ShouldBeTrue();
            told.Order(StringComparer.Ordinal).ShouldBe(
                a.Except(b).Concat(b.Except(a)).Select(f => f.Path).Distinct().Order(StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_tree_is_read_as_the_files_it_was_made_of() => Prop.ForAll(s_inputs.ToArbitrary(), files =>
    {
        var fields = new List<ActionField>();
        InputTree.Expand(Tree(files), _kept.GetValueOrDefault, fields.Add).ShouldBeTrue();
        fields.Select(f => f.Name).Order(StringComparer.Ordinal).ShouldBe(files.Select(f => f.Path));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_change_in_a_hundred_thousand_files_keeps_only_the_folders_around_it()
    {
        var files = Enumerable.Range(0, 100_000)
            .Select(i => new InputFile($"in/{i % 300:000}/{i:000000}.c", InputKind.File, Digest.Of("x"), 0))
            .OrderBy(f => f.Path, StringComparer.Ordinal).ToArray();
        Tree(files);
        var before = _kept.Count;
        files[50_000] = files[50_000] with { Content = Digest.Of("y") };
        Tree(files);

        (_kept.Count - before).ShouldBe(3);
    }

    [Fact]
    public void A_tree_and_single_files_are_compared_file_by_file()
    {
        var many = Enumerable.Range(0, ActionFingerprint.MostInputs + 1)
            .Select(i => new InputFile($"in/{i:000}", InputKind.File, Digest.Of("x"), 0))
            .ToArray();
        var (few, all) = (new ActionFingerprint(), new ActionFingerprint());
        few.AddInputs(many[1..]);
        all.AddInputs(many, Keep);

        ActionDifference.Between(few.Bytes, all.Bytes, null, _kept.GetValueOrDefault).ShouldBe(["input in/000 is new"]);
        ActionDifference.Between(all.Bytes, few.Bytes, null, _kept.GetValueOrDefault)
            .ShouldBe(["input in/000 is gone"]);
        ActionDifference.Between(all.Bytes, few.Bytes).ShouldBe(["its inputs changed"]);
    }

    private Digest Tree(InputFile[] files) => InputTree.Of(files, Keep);

    private void Keep(Digest digest, ReadOnlySpan<byte> folder) => _kept[digest] = folder.ToArray();
}
