using Argosy.Pipelines.Declarations;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

internal static partial class ZuulYaml
{
    public static Item Of(Pipeline pipeline) => Stanza("pipeline", new MappingBuilder()
        .Text("name", pipeline.Name)
        .Prose("description", pipeline.Description)
        .Text("manager", EnumParser.Spelt(pipeline.Manager))
        .Text("precedence", EnumParser.Spelt(pipeline.Precedence))
        .Flag("post-review", pipeline.PostReview ? true : null)
        .Entries(pipeline.More)
        .Entries(pipeline.Changes)
        .Tree("trigger", pipeline.Triggers.Count == 0 ? null : new Mapping([.. pipeline.Triggers.Select(t => new Entry(
            t.Connection, new Sequence([.. t.Events.Select(e => new Item(Of(e)))])))]))
        .Entries(pipeline.Reports), pipeline.Why);

    private static Mapping Of(Trigger trigger) => new MappingBuilder()
        .Text("event", trigger.Event)
        .Entries(trigger.More)
        .Text("comment", trigger.Comment)
        .Text("ref", trigger.Ref)
        .Text("time", trigger.Time)
        .Build();
}
