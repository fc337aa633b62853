using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>An attribute of one of Zuul's objects: its key, and its allowed values.</summary>
/// <param name="Key">As in Zuul.</param>
/// <param name="Shape">The form of its value.</param>
/// <param name="Keys">For items that may be maps: their keys, the first one required; a key that ends in '?' is a flag.</param>
internal sealed record Attribute(string Key, Shape Shape, params IReadOnlyList<string> Keys)
{
    /// <summary>Errors ARG0114 and ARG0115 for an unknown key or a wrong value.</summary>
    public void Check(YamlNode node)
    {
        switch (Shape)
        {
            case Shape.Text or Shape.TextOrNull: node.AsText().Required(); break;
            case Shape.Number: node.AsText().AsInt(); break;
            case Shape.Flag: node.AsText().AsBool(); break;
            case Shape.Tree: node.AsMap(); break;
            case Shape.Items or Shape.Jobs when node is YamlText text: text.Required(); break;
            case Shape.Items or Shape.Jobs: foreach (var item in node.AsList().Items) Item(item); break;
        }
    }

    /// <summary>Whether the value of an item's key is a flag, and not a name.</summary>
    public bool IsFlag(string key) => Keys.Contains($"{key}?");

    private void Item(YamlNode node)
    {
        if (node is YamlText || Keys.Count == 0) node.AsText().Required();
        else Item(node.AsMap());
    }

    private void Item(YamlMap map)
    {
        map.Get(Keys[0]);
        foreach (var key in Keys)
        {
            if (key.EndsWith('?')) map.Find(key[..^1])?.AsText().AsBool();
            else map.Find(key);
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

    /// <summary>A user-defined map.</summary>
    Tree,

    /// <summary>Names, in lists and maps of any form: <c>24</c> is a label and not a number.</summary>
    Names,

    /// <summary>Any user-defined value.</summary>
    Any,
}
