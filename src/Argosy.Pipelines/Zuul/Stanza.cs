using Argosy.Yaml.Writing;


namespace Argosy.Pipelines.Zuul;

/// <summary>One of Zuul's objects that is written as declared: a nodeset, a queue.</summary>
internal sealed record Stanza(string Kind, string Name, string? Why, IReadOnlyList<Entry> Attributes);
