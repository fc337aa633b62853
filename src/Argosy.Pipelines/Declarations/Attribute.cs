using Argosy.Platforms.Yaml;
using Argosy.Zuul.Schema;

namespace Argosy.Pipelines.Declarations;

/// <summary>An attribute of one of Zuul's objects: its key, and its possible values.</summary>
/// <param name="Key">As Zuul spells it.</param>
/// <param name="Shape">What is read and written.</param>
internal sealed record Attribute(string Key, Shape Shape)
{
    /// <summary>The keys of items that may be maps.</summary>
    public IReadOnlyList<ItemKey> Keys { get; init; } = [];

    /// <summary>A table of attributes as declarations have them, without some.</summary>
    public static IReadOnlyList<Attribute> All(IReadOnlyList<AttributeSchema> table, params string[] without) =>
        [.. table
            .Where(a => !without.Contains(a.Key))
            .Select(a => new Attribute(a.Key, ShapeOf(a.Form)) { Keys = a.ItemKeys })];

    /// <summary>Errors ARG0114 and ARG0115 for what doesn't belong here.</summary>
    public void Check(YamlNode node)
    {
        switch (Shape)
        {
            case Shape.Text or Shape.TextOrNull: node.AsText().Required(); break;
            case Shape.Number: node.AsText().AsInt(); break;
            case Shape.Flag: node.AsText().AsBool(); break;
            case Shape.Tree: node.AsMap(); break;
            case Shape.Items or Shape.Jobs when node is YamlText text: text.Required(); break;
            case Shape.Maps when node is YamlMap map: Item(map); break;
            case Shape.Maps: foreach (var item in node.AsList().Items) Item(item.AsMap()); break;
            case Shape.Items or Shape.Jobs: foreach (var item in node.AsList().Items) Item(item); break;
        }
    }

    /// <summary>Whether the value of an item's key is true or false, and not a name.</summary>
    public bool IsFlag(string key) => Keys.Any(k => k.Name == key && k.Form == ValueForm.Truth);

    private static Shape ShapeOf(ValueForm form) => form switch
    {
        ValueForm.Text or ValueForm.Version or ValueForm.Choice => Shape.Text,
        ValueForm.TextOrNull => Shape.TextOrNull,
        ValueForm.Number or ValueForm.NumberOrNull => Shape.Number,
        ValueForm.Truth => Shape.Flag,
        ValueForm.Names or ValueForm.NameList or ValueForm.Items => Shape.Items,
        ValueForm.Jobs => Shape.Jobs,
        ValueForm.Maps => Shape.Maps,
        ValueForm.Nodeset or ValueForm.Nodesets => Shape.Names,
        ValueForm.Variables or ValueForm.HostVariables or ValueForm.GroupVariables or ValueForm.Connections
            or ValueForm.Map => Shape.Tree,
        _ => Shape.Any,
    };

    private void Item(YamlNode node)
    {
        if (node is YamlText || Keys.Count == 0) node.AsText().Required();
        else Item(node.AsMap());
    }

    private void Item(YamlMap map)
    {
        foreach (var key in Keys)
        {
            var value = key.IsRequired ? map.Get(key.Name) : map.Find(key.Name);
            if (key.Form == ValueForm.Truth) value?.AsText().AsBool();
        }

        map.Done();
    }
}

/// <summary>The allowed forms of an attribute's value.</summary>
internal enum Shape
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text, or plain <c>null</c>: a job without a parent is a base job.</summary>
    TextOrNull,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A text, or a list of texts or of maps with known keys.</summary>
    Items,

    /// <summary>The same for names of jobs: one name may refer to several jobs.</summary>
    Jobs,

    /// <summary>A map with known keys, or a list of such maps.</summary>
    Maps,

    /// <summary>A map of the user's own.</summary>
    Tree,

    /// <summary>Names, in lists and maps of any form: <c>24</c> is a label and not a number.</summary>
    Names,

    /// <summary>Any user-defined value.</summary>
    Any,
}
