using System.Globalization;
using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Emission;

namespace Argosy.Pipelines.Zuul;

internal static partial class ZuulYaml
{
    public static Item Of(Pipeline pipeline) => Stanza("pipeline", new MappingBuilder()
        .Text("name", pipeline.Name)
        .Prose("description", pipeline.Description)
        .Text("manager", Choice.Spelt(pipeline.Manager))
        .Text("precedence", Choice.Spelt(pipeline.Precedence))
        .Flag("post-review", pipeline.PostReview ? true : null)
        .Tree("require", ByConnection(pipeline.Require, r => r.Connection, Of))
        .Tree("trigger", ByConnection(pipeline.Triggers, t => t.Connection,
            t => new Sequence([.. t.Events.Select(e => new Item(Of(e)))])))
        .Tree("success", ByConnection(pipeline.Success, r => r.Connection, Of))
        .Tree("failure", ByConnection(pipeline.Failure, r => r.Connection, Of)), pipeline.Why);

    private static Mapping? ByConnection<T>(IReadOnlyList<T> items, Func<T, string> connection, Func<T, YamlTree> value) =>
        items.Count == 0 ? null : new([.. items.Select(i => new Entry(connection(i), value(i)))]);

    private static Mapping Of(Requirement requirement) => new MappingBuilder()
        .Flag("open", requirement.Open)
        .Flag("current-patchset", requirement.CurrentPatchset)
        .Build();

    private static Mapping Of(Trigger trigger) => new MappingBuilder()
        .Text("event", trigger.Event)
        .Text("comment", trigger.Comment)
        .Text("ref", trigger.Ref)
        .Text("time", trigger.Time)
        .Build();

    private static Mapping Of(Report report) => new([.. report.Votes.Select(v => new Entry(
        v.Label, new Scalar(v.Value.ToString(CultureInfo.InvariantCulture), ScalarKind.Literal)))]);
}
