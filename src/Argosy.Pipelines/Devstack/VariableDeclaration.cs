using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Devstack;

/// <summary>Variables as declared, their values still with <c>{arch}</c> and the like in them.</summary>
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

/// <summary>A variable as declared: a text, or <c>same-as: OTHER</c>.</summary>
internal sealed record VariableDeclaration(string Name, Pattern Value, bool IsReference)
{
    public static VariableDeclaration Read(YamlText key, YamlNode node)
    {
        var name = DevstackName.Of(key, DevstackName.Variable);
        if (node is not YamlMap map) return new(name, Pattern.Parse(node.AsText(), perArchitecture: true), false);
        var other = map.Get("same-as").AsText();
        DevstackName.Of(other, DevstackName.Variable);
        map.Done();
        return new(name, Pattern.Parse(other, perArchitecture: true), true);
    }

    public Variable For(Model model, Architecture architecture) => new(Name, Value.For(model, architecture), IsReference);
}
