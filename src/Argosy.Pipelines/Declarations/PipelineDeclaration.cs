using Argosy.Pipelines.Zuul;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A pipeline, or one for each foreign architecture.</summary>
/// <param name="Written">Its name as the file has it.</param>
/// <param name="Name">The same, to be filled in.</param>
/// <param name="For">The architectures it is made for.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Description">For people, on Zuul's status page.</param>
/// <param name="Manager">How changes are enqueued.</param>
/// <param name="Precedence">Who gets nodes first.</param>
/// <param name="PostReview">Whether only reviewed code runs here, so that jobs may use secrets.</param>
/// <param name="Require">What a change must be, by connection.</param>
/// <param name="Triggers">What starts it, by connection.</param>
/// <param name="Success">Who is told of success, by connection.</param>
/// <param name="Failure">Who is told of failure, by connection.</param>
internal sealed record PipelineDeclaration(
    YamlText Written,
    Pattern Name,
    Scope For,
    Pattern? Why,
    Pattern Description,
    PipelineManager Manager,
    Precedence Precedence,
    bool PostReview,
    IReadOnlyList<Requirement> Require,
    IReadOnlyList<(string Connection, IReadOnlyList<TriggerDeclaration> Events)> Triggers,
    IReadOnlyList<Report> Success,
    IReadOnlyList<Report> Failure)
{
    public static PipelineDeclaration Read(YamlText name, YamlMap map)
    {
        var scope = Choice.Read(map, "for", Scope.AllArchitectures);
        var each = scope == Scope.EachForeignArchitecture;
        var pipeline = new PipelineDeclaration(
            name, Pattern.ParseName(name, each), scope,
            map.Find("why") is { } why ? Pattern.Parse(why.AsText(), each) : null,
            Pattern.Parse(map.Get("description").AsText(), each),
            Choice.Read(map, "manager", PipelineManager.Independent),
            Choice.Read(map, "precedence", Precedence.Normal),
            map.Bool("post-review", false),
            [.. Connections(map, "require").Select(c => Requirement.Read(c.Key.Value, c.Value.AsMap()))],
            [.. map.Get("trigger").AsMap().Entries.Select(c => (c.Key.Value, Events(c.Value.AsList(), each)))],
            [.. Connections(map, "success").Select(c => Report.Read(c.Key.Value, c.Value.AsMap()))],
            [.. Connections(map, "failure").Select(c => Report.Read(c.Key.Value, c.Value.AsMap()))]);
        map.Done();
        return pipeline;
    }

    private static IReadOnlyList<(YamlText Key, YamlNode Value)> Connections(YamlMap map, string key) =>
        map.Map(key)?.Entries ?? [];

    private static IReadOnlyList<TriggerDeclaration> Events(YamlList list, bool each) =>
        [.. list.Items.Select(i => TriggerDeclaration.Read(i.AsMap(), each))];
}
