using System.Text;
using Argosy.Artifacts.Actions;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Actions;

public sealed class ActionFormTests
{
    private static readonly Gen<ActionField> Fields =
        from kind in Gen.Elements(FieldKind.Input, FieldKind.Value, FieldKind.Variable, FieldKind.Tool, FieldKind.After)
        from name in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => Whole(s.Get))
        from value in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => Whole(s.Get))
        select new ActionField(kind, name, value);

    // Whoever changes these bytes makes every kept result of every user worthless: that wants a new schema.
    [Fact]
    public void The_canonical_form_is_pinned()
    {
        var form = Form(new(FieldKind.Task, "", "Native-arm64"), new(FieldKind.Platform, "", "linux-x64"),
            new(FieldKind.Input, "src/ä.c", "5e88"));

        Encoding.UTF8.GetString(form.Bytes).ShouldBe("""
            argosy-action/2
            task 0: 12:Native-arm64
            platform 0: 9:linux-x64
            input 8:src/ä.c 4:5e88

            """.ReplaceLineEndings("\n"));
        // sha256sum of the above.
        form.Key.ToString().ShouldBe("17c489f81ed44af6d02d50987168c818780f418b13675f522226f11ec4185e10");
    }

    [Fact]
    public void What_was_written_is_read_again() => Prop.ForAll(Fields.ListOf().ToArbitrary(), fields =>
        ActionForm.Read(Form([.. fields]).Bytes).ShouldBe(fields)).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_fields_never_give_the_same_bytes() =>
        Prop.ForAll(Fields.ListOf().ToArbitrary(), Fields.ListOf().ToArbitrary(), (a, b) =>
            Form([.. a]).Bytes.SequenceEqual(Form([.. b]).Bytes).ShouldBe(a.SequenceEqual(b))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("argosy-action/1\ntask 1:t 1:t\n")]
    [InlineData("argosy-action/2\ntask 9:t 1:t\n")]
    [InlineData("argosy-action/2\ntask 1:t 1:t")]
    [InlineData("argosy-action/2\ntask -1:t 1:t\n")]
    public void What_is_no_form_has_no_fields(string text) => ActionForm.Read(Encoding.UTF8.GetBytes(text)).ShouldBeEmpty();

    [Fact]
    public void Differences_name_what_changed_from_what_to_what()
    {
        var before = Form(new(FieldKind.Value, "0", "Debug"), new(FieldKind.Input, "a.c", new('1', 64)),
            new(FieldKind.Input, "gone.c", new('2', 64)), new(FieldKind.Tool, "gcc", new('3', 64)), new(FieldKind.Variable, "CC", "gcc"));
        var now = Form(new(FieldKind.Value, "0", "Release"), new(FieldKind.Program, "a.c", new('4', 64)),
            new(FieldKind.Input, "new.c", new('2', 64)), new(FieldKind.Tool, "gcc", new('5', 64)), new(FieldKind.After, "Native", new('6', 64)));

        ActionDifference.Between(before.Bytes, now.Bytes, digest => digest[0] == '3' ? "gcc 12" : "gcc 13").ShouldBe(
        [
            "value 0 changed: Debug → Release",
            "program a.c changed: 111111111111 → 444444444444",
            "input new.c is new",
            "tool gcc changed: gcc 12 (333333333333) → gcc 13 (555555555555)",
            "it now comes after Native",
            "input gone.c is gone",
            "variable CC is gone: it was gcc",
        ]);
    }

    [Fact]
    public void Equal_forms_have_no_differences() => Prop.ForAll(Fields.ListOf().ToArbitrary(), all =>
    {
        // No form names the same thing twice.
        var fields = all.DistinctBy(f => (f.Kind, f.Name)).ToArray();
        ActionDifference.Between(Form(fields).Bytes, Form(fields).Bytes).ShouldBeEmpty();
    }).QuickCheckThrowOnFailure();

    private static ActionForm Form(params ActionField[] fields)
    {
        var form = new ActionForm();
        foreach (var field in fields) form.Add(field.Kind, field.Name, field.Value);
        return form;
    }

    // Half a surrogate pair has no UTF-8; no file system and no shell can give one.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
