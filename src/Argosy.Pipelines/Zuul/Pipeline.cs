using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>A pipeline: what enters it, and who is told how it went.</summary>
/// <param name="Name">Unique in the tenant.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Description">For people.</param>
/// <param name="Manager">How changes are enqueued.</param>
/// <param name="Precedence">Who gets nodes first.</param>
/// <param name="PostReview">Whether only reviewed code runs here.</param>
/// <param name="More">What few pipelines say.</param>
/// <param name="Changes"><c>require</c> and <c>reject</c>: what a change must and must not be.</param>
/// <param name="Triggers">What starts it, by connection.</param>
/// <param name="Reports">The actions with what each connection is told.</param>
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

/// <summary>What starts a pipeline.</summary>
internal sealed record Trigger(string? Event, IReadOnlyList<Entry> More, string? Comment, string? Ref, string? Time)
{
    /// <summary>What is declared, for one architecture.</summary>
    public static Trigger Of(TriggerDeclaration declared, Model model, MatrixCell variation) => new(
        declared.Event, declared.More.For(variation), declared.Comment?.For(model, variation.Architecture), declared.Ref, declared.Time);
}
