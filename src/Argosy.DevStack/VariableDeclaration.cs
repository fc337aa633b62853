using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>Variables as declared, with <c>{arch}</c> and other placeholders in their values.</summary>
internal sealed record VariableGroupDeclaration(string? Why, IReadOnlyList<VariableDeclaration> Variables)
{
    public static VariableGroupDeclaration Read(YamlMap map)
    {
        var why = map.Find("why")?.AsText().Required();
        var group = new VariableGroupDeclaration(
            why, [.. map.Get("set").AsMap().Entries.Select(e => VariableDeclaration.Read(e.Key, e.Value))]);
        map.Done();
        return group;
    }

    public VariableGroup For(Model model, Architecture architecture) =>
        new(Why, [.. Variables.Select(v => v.For(model, architecture))]);
}

/// <summary>A variable as declared: a text, <c>same-as: OTHER</c>, or <c>in-job:</c> and <c>fill-in:</c>.</summary>
internal sealed record VariableDeclaration(YamlText Key, Func<Model, Architecture, VariableValue> Value)
{
    public string Name => Key.Value;

    public static VariableDeclaration Read(YamlText key, YamlNode node)
    {
        DevstackName.Of(key, DevstackName.Variable);
        if (node is not YamlMap map) return new(key, Literal(node.AsText()));
        var value = map.Find("same-as") is { } other ? Reference(other.AsText(), map) : Given(map);
        map.Done();
        return new(key, value);
    }

    public Variable For(Model model, Architecture architecture) => new(Name, Value(model, architecture));

    private static Func<Model, Architecture, VariableValue> Literal(YamlText text)
    {
        var pattern = Pattern.Parse(Whole(text), perArchitecture: true);
        return (model, architecture) => new LiteralValue(pattern.For(model, architecture));
    }

    private static Func<Model, Architecture, VariableValue> Reference(YamlText other, YamlMap map)
    {
        var value = new ReferenceValue(
            Around(map, "before"), DevstackName.Of(other, DevstackName.Variable), Around(map, "after"));
        return (_, _) => value;
    }

    private static Func<Model, Architecture, VariableValue> Given(YamlMap map)
    {
        var template = map.Find("in-job")?.AsText();
        var question = map.Find("fill-in")?.AsText();
        if (template is null && question is null) map.Get("same-as");
        if (question is not null) DevstackName.Of(question, DevstackName.Sentence);
        var value = new GivenValue(template is null ? null : Whole(template).Required(), question?.Value);
        return (_, _) => value;
    }

    private static string Around(YamlMap map, string key) =>
        map.Find(key)?.AsText() is { } text ? DevstackName.Of(text, DevstackName.Plain) : "";

    // Rejects text that a shell variable or a UTF-8 file can't contain.
    private static YamlText Whole(YamlText text) => text.Value.Contains('\0', StringComparison.Ordinal)
        || text.Value.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar)
            ? throw new ArgosyException(new Diagnostic("ARG0607", text.Place, "no shell variable can hold this value",
                "Leave out NUL and halves of surrogate pairs."))
            : text;
}
