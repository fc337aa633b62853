namespace Argosy.Zuul.Schema;

/// <summary>An attribute of one of Zuul's objects: one row of the table that reading, checking, freezing, generating
/// and the editor's schema share.</summary>
/// <param name="Key">As Zuul spells it.</param>
/// <param name="Form">What may be written there.</param>
public sealed record AttributeSchema(string Key, ValueForm Form)
{
    /// <summary>The names that <see cref="ValueForm.Choice"/> allows.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The least that <see cref="ValueForm.Number"/> allows; null for any.</summary>
    public int? Least { get; init; }

    /// <summary>What an item is called in messages, for forms whose items may be maps, such as "a playbook".</summary>
    public string ItemName { get; init; } = "an item";

    /// <summary>The keys of an item that is a map.</summary>
    public IReadOnlyList<ItemKey> ItemKeys { get; init; } = [];

    /// <summary>How a job's variant is merged into what earlier ones said.</summary>
    public MergeRule Merge { get; init; } = MergeRule.Replace;

    /// <summary>Whether the tags <c>!inherit</c> and <c>!override</c> may change how it is merged.</summary>
    public bool TakesControl { get; init; }

    /// <summary>The first version of Zuul that has it; null for one before <see cref="ZuulVersion.Oldest"/>.</summary>
    public ZuulVersion? Since { get; init; }

    /// <summary>It belongs to one variant of a job and isn't inherited.</summary>
    public bool IsOfVariant { get; init; }
}

/// <summary>A key of an item that is a map.</summary>
/// <param name="Name">As Zuul spells it.</param>
/// <param name="Form"><see cref="ValueForm.Text"/>, <see cref="ValueForm.Truth"/> or
/// <see cref="ValueForm.Names"/>.</param>
/// <param name="IsRequired">Whether an item must have it.</param>
public sealed record ItemKey(string Name, ValueForm Form = ValueForm.Text, bool IsRequired = false);

/// <summary>What may be written under an attribute.</summary>
public enum ValueForm
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text or <c>null</c>.</summary>
    TextOrNull,

    /// <summary>A text that may look like a number, such as a version.</summary>
    Version,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A whole number or <c>null</c>.</summary>
    NumberOrNull,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>True, false or <c>auto</c>.</summary>
    TruthOrAuto,

    /// <summary>One of <see cref="AttributeSchema.Choices"/>.</summary>
    Choice,

    /// <summary>One of <see cref="AttributeSchema.Choices"/>, or a list of these.</summary>
    Choices,

    /// <summary>A text or a list of texts.</summary>
    Names,

    /// <summary>A list of texts.</summary>
    NameList,

    /// <summary>A text, a map with <see cref="AttributeSchema.ItemKeys"/>, or a list of these.</summary>
    Items,

    /// <summary>The same, where each names a job.</summary>
    Jobs,

    /// <summary>A map with <see cref="AttributeSchema.ItemKeys"/>, or a list of these.</summary>
    Maps,

    /// <summary>The name of a nodeset, or a nodeset.</summary>
    Nodeset,

    /// <summary>Names of nodesets, or nodesets.</summary>
    Nodesets,

    /// <summary>A map of Ansible variables.</summary>
    Variables,

    /// <summary>Maps of Ansible variables by host.</summary>
    HostVariables,

    /// <summary>Maps of Ansible variables by group.</summary>
    GroupVariables,

    /// <summary>A map of connections, whose drivers decide what is in them.</summary>
    Connections,

    /// <summary>A list of names, and of maps whose other keys the driver decides.</summary>
    OpenMaps,

    /// <summary>Final attributes of a job, by their names.</summary>
    Control,

    /// <summary>A map whose values are anything.</summary>
    Map,

    /// <summary>Anything.</summary>
    Anything,
}

/// <summary>How what a later variant of a job says is merged into what earlier ones said.</summary>
public enum MergeRule
{
    /// <summary>The later value counts alone.</summary>
    Replace,

    /// <summary>Maps merge key by key; any other value is replaced.</summary>
    Deep,

    /// <summary>All items of both; one of the same name is replaced where it is.</summary>
    Union,

    /// <summary>The items that both have.</summary>
    Intersection,

    /// <summary>The later items follow the earlier ones.</summary>
    Append,

    /// <summary>The later items precede the earlier ones.</summary>
    Prepend,
}
