using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;

namespace Argosy.Release.Publication;

/// <summary>A task whose notes go to its log: what a plan asks of other rooms has notes of their own, which the plan
/// replaces.</summary>
internal sealed class Quiet(TaskContext task) : TaskContext
{
    public override string Name => task.Name;

    public override CancellationToken Cancellation => task.Cancellation;

    public override void Log(string line) => task.Log(line);

    public override void Note(string text) => task.Log(text);

    public override void Made(Artifact artifact) => task.Made(artifact);

    public override void Proved(Proof proof) => task.Proved(proof);

    public override IReadOnlyList<Proof> ProofsOf(Digest content) => task.ProofsOf(content);

    public override void Unpinned() => task.Unpinned();

    public override void Forget(Func<string, bool> isFormer) => task.Forget(isFormer);
}
