using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>A pipeline: its triggers and its reports.</summary>
/// <param name="Name">Unique in the tenant.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Description">For people.</param>
/// <param name="Manager">How changes are enqueued.</param>
/// <param name="Precedence">Its priority for nodes.</param>
/// <param name="PostReview">Whether only reviewed code runs here.</param>
/// <param name="More">Rare attributes.</param>
/// <param name="Changes"><c>require</c> and <c>reject</c>: conditions a change must and must not meet.</param>
/// <param name="Triggers">Its triggers, by connection.</param>
/// <param name="Reports">The actions with each connection's report.</param>
internal sealed record Pipeline(
    string Name,
    string? Why,
    string Description,
    PipelineManager Manager,
    Precedence Precedence,
    bool PostReview,
    IReadOnlyList<Entry> More,
    IReadOnlyList<Entry> Changes,
    IReadOnlyList<(string Connection, IReadOnlyList<Trigger> Events)> Triggers,
    IReadOnlyList<Entry> Reports);

/// <summary>A pipeline's trigger.</summary>
internal sealed record Trigger(string? Event, IReadOnlyList<Entry> More, string? Comment, string? Ref, string? Time)
{
    /// <summary>The declared trigger for one architecture.</summary>
    public static Trigger Of(TriggerDeclaration declared, Model model, MatrixCell variation) => new(
        declared.Event, declared.More.For(variation), declared.Comment?.For(model, variation.Architecture),
        declared.Ref, declared.Time);
}
