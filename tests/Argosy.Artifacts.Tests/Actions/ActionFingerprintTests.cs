using System.Text;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Actions;

public sealed class ActionFingerprintTests
{
    private static readonly Gen<ActionField> s_fields =
        from kind in Gen.Elements(
            FieldKind.Input, FieldKind.Value, FieldKind.Variable, FieldKind.Tool, FieldKind.Dependency)
        from name in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => Whole(s.Get))
        from value in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => Whole(s.Get))
        select new ActionField(kind, name, value);

    // A change of these bytes invalidates every cached result of every user: it needs a new schema.
    [Fact]
    public void The_canonical_form_is_pinned()
    {
        var form = Form(new(FieldKind.Task, "", "Native-arm64"), new(FieldKind.Platform, "", "linux-x64"),
            new(FieldKind.Input, "src/ä.c", "5e88"));

        Encoding.UTF8.GetString(form.Bytes).ShouldBe("""
            argosy-action/3
            task 0: 12:Native-arm64
            platform 0: 9:linux-x64
            input 8:src/ä.c 4:5e88

            """.ReplaceLineEndings("\n"));
        // The sha256sum of the above.
        form.Key.ToString().ShouldBe("81e0fb2f240c83ba16cb27df2b08ff4a54c4161ba346453b0bd3d4308d3bdd0c");
    }

    [Fact]
    public void What_was_written_is_read_again() => Prop.ForAll(s_fields.ListOf().ToArbitrary(), fields =>
        ActionFingerprint.Read(Form([.. fields]).Bytes).ShouldBe(fields)).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_fields_never_give_the_same_bytes() =>
        Prop.ForAll(s_fields.ListOf().ToArbitrary(), s_fields.ListOf().ToArbitrary(), (a, b) =>
                Form([.. a]).Bytes.SequenceEqual(Form([.. b]).Bytes).ShouldBe(a.SequenceEqual(b)))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("argosy-action/2\ntask 1:t 1:t\n")]
    [InlineData("argosy-action/3\ntask 9:t 1:t\n")]
    [InlineData("argosy-action/3\ntask 1:t 1:t")]
    [InlineData("argosy-action/3\ntask -1:t 1:t\n")]
    public void What_is_no_form_has_no_fields(string text) =>
        ActionFingerprint.Read(Encoding.UTF8.GetBytes(text)).ShouldBeEmpty();

    [Fact]
    public void Differences_name_what_changed_from_what_to_what()
    {
        var before = Form(new(FieldKind.Value, "0", "Debug"), new(FieldKind.Input, "a.c", new('1', 64)),
            new(FieldKind.Input, "gone.c", new('2', 64)), new(FieldKind.Tool, "gcc", new('3', 64)),
            new(FieldKind.Variable, "CC", "gcc"));
        var now = Form(new(FieldKind.Value, "0", "Release"), new(FieldKind.Program, "a.c", new('4', 64)),
            new(FieldKind.Input, "new.c", new('2', 64)), new(FieldKind.Tool, "gcc", new('5', 64)),
            new(FieldKind.Dependency, "Native", new('6', 64)));

        ActionDifference.Between(before.Bytes, now.Bytes, digest => digest[0] == '3' ? "gcc 12" : "gcc 13").ShouldBe(
        [
            "value 0 changed: Debug → Release",
            "program a.c changed: 111111111111 → 444444444444",
            "input new.c is new",
            "tool gcc changed: gcc 12 (333333333333) → gcc 13 (555555555555)",
            "it now comes after Native",
            "input gone.c is gone",
            "variable CC is gone",
        ]);
    }

    [Fact]
    public void A_file_that_became_executable_is_told_although_its_content_is_the_same()
    {
        var (before, now) = (Form(new ActionField(FieldKind.Input, "a.sh", "1")),
            Form(new ActionField(FieldKind.Program, "a.sh", "1")));
        ActionDifference.Between(before.Bytes, now.Bytes)
            .ShouldBe(["input a.sh was a file that can't be executed and is executable"]);
    }

    [Fact]
    public void What_may_be_a_secret_is_never_said()
    {
        var (before, now) = (
            Form(
                new ActionField(FieldKind.Variable, "TOKEN", "one"),
                new ActionField(FieldKind.Argument, "key", "one")),
            Form(
                new ActionField(FieldKind.Variable, "TOKEN", "two"),
                new ActionField(FieldKind.Argument, "key", "two")));

        ActionDifference.Between(before.Bytes, now.Bytes).ShouldBe(["variable TOKEN changed", "argument key changed"]);
    }

    [Fact]
    public void Of_very_many_differences_the_first_are_told_and_the_rest_is_counted()
    {
        var many = Enumerable.Range(0, 250).Select(i => new ActionField(FieldKind.Value, $"{i}", "x")).ToArray();
        var lines = ActionDifference.Between(Form().Bytes, Form(many).Bytes);

        lines.Count.ShouldBe(ActionDifference.MostLines + 1);
        lines[^1].ShouldBe("and 50 other differences");
    }

    [Fact]
    public void Names_of_files_that_are_not_UTF8_stay_apart()
    {
        var (e, f) = (FileName.Decode([.. "caf"u8, 0xE9]), FileName.Decode([.. "caf"u8, 0xE8]));
        Form(new ActionField(FieldKind.Input, e, "1")).Bytes
            .SequenceEqual(Form(new ActionField(FieldKind.Input, f, "1")).Bytes).ShouldBeFalse();
        ActionFingerprint.Read(Form(new ActionField(FieldKind.Input, e, "1")).Bytes)
            .ShouldBe([new(FieldKind.Input, e, "1")]);
        ActionDifference.Between(Form().Bytes, Form(new ActionField(FieldKind.Input, e, "1")).Bytes)
            .ShouldBe(["input caf\\xE9 is new"]);
    }

    [Fact]
    public void Equal_forms_have_no_differences() => Prop.ForAll(s_fields.ListOf().ToArbitrary(), all =>
    {
        // The form contains each name once.
        var fields = all.DistinctBy(f => (f.Kind, f.Name)).ToArray();
        ActionDifference.Between(Form(fields).Bytes, Form(fields).Bytes).ShouldBeEmpty();
    }).QuickCheckThrowOnFailure();

    private static ActionFingerprint Form(params ActionField[] fields)
    {
        var form = new ActionFingerprint();
        foreach (var field in fields) form.Add(field.Kind, field.Name, field.Value);
        return form;
    }

    // Half a surrogate pair has no UTF-8 form; no file system and no shell can produce one.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
