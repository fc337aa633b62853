using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A pipeline, or one for each foreign architecture.</summary>
/// <param name="Written">Its name as in the file.</param>
/// <param name="Name">The same as a pattern.</param>
/// <param name="For">The architectures it is made for.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Description">For people, on Zuul's status page.</param>
/// <param name="Manager">How changes are enqueued.</param>
/// <param name="Precedence">Its priority for nodes.</param>
/// <param name="PostReview">Whether only reviewed code runs here, so that jobs may use secrets.</param>
/// <param name="More">Rare attributes: windows, messages, and so on.</param>
/// <param name="Require">Conditions a change must meet, by connection.</param>
/// <param name="Reject">Conditions a change must not meet, by connection.</param>
/// <param name="Triggers">Its triggers, by connection.</param>
/// <param name="Reports">Reports by action, such as <c>success</c>, with the content for each connection.</param>
internal sealed record PipelineDeclaration(
    YamlText Written,
    Pattern Name,
    Scope For,
    Pattern? Why,
    Pattern Description,
    PipelineManager Manager,
    Precedence Precedence,
    bool PostReview,
    AttributeSet More,
    IReadOnlyList<(string Connection, AttributeSet Change)> Require,
    IReadOnlyList<(string Connection, AttributeSet Change)> Reject,
    IReadOnlyList<(string Connection, IReadOnlyList<TriggerDeclaration> Events)> Triggers,
    IReadOnlyList<(string Action, YamlMap Connections)> Reports)
{
    public static PipelineDeclaration Read(YamlText name, YamlMap map)
    {
        var scope = EnumParser.Read(map, "for", Scope.AllArchitectures);
        var each = scope == Scope.EachForeignArchitecture;
        var pipeline = new PipelineDeclaration(
            name, Pattern.ParseName(name, each), scope,
            map.Find("why") is { } why ? Pattern.Parse(why.AsText(), each) : null,
            Pattern.Parse(map.Get("description").AsText(), each),
            EnumParser.Read(map, "manager", PipelineManager.Independent),
            EnumParser.Read(map, "precedence", Precedence.Normal),
            map.Bool("post-review", false),
            AttributeSet.Read(map, PipelineAttributes.More),
            Changes(map, "require"), Changes(map, "reject"),
            [.. map.Get("trigger").AsMap().Entries.Select(c => (c.Key.Value, Events(c.Value.AsList(), each)))],
            [.. PipelineAttributes.Actions
                .Where(a => map.Find(a) is not null)
                .Select(a => (a, Reporters(map.Map(a)!)))]);
        map.Done();
        return pipeline;
    }

    private static IReadOnlyList<(string, AttributeSet)> Changes(YamlMap map, string key) =>
        [.. map.Map(key)?.Entries.Select(c => (c.Key.Value, Change(c.Value.AsMap()))) ?? []];

    private static AttributeSet Change(YamlMap map)
    {
        var change = AttributeSet.Read(map, PipelineAttributes.Requirement);
        map.Done();
        return change;
    }

    // A reporter's keys depend on its driver, and Gerrit's labels on the site: only the form is checked.
    private static YamlMap Reporters(YamlMap connections)
    {
        foreach (var (_, reporter) in connections.Entries) reporter.AsMap();
        return connections;
    }

    private static IReadOnlyList<TriggerDeclaration> Events(YamlList list, bool each) =>
        [.. list.Items.Select(i => TriggerDeclaration.Read(i.AsMap(), each))];
}
