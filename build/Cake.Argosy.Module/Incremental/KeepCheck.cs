using Argosy.Artifacts.Actions;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module.Incremental;

/// <summary>Says why a result that a task has just made must not be kept: nobody knows that its key is what made it.
/// </summary>
internal sealed class KeepCheck(KeyMaker keys)
{
    /// <summary>Null where it may be kept.</summary>
    /// <param name="node">The task, which has ended well.</param>
    /// <param name="form">What decided its result when it began; empty for a task without a key.</param>
    /// <param name="handled">What it failed with, where its error handler let the build go on.</param>
    /// <param name="before">When its inputs had been written when that was decided.</param>
    /// <param name="stateOf">What a dependency gave.</param>
    public string? WhyNot(TaskNode node, ReadOnlySpan<byte> form, Exception? handled, InputStamps before, Func<TaskNode, TaskState?> stateOf)
    {
        if (handled is { } failure) return $"it failed, and its error handler let the build go on: {ErrorText.OfTask(node.Name, failure).FirstOrDefault()}";
        if (IsUnknown(node, stateOf)) return Unknown;
        if (!node.Declaration.IsIncremental) return null;
        var now = new ActionFingerprint();
        var after = keys.Write(now, node, stateOf);
        if (!now.Bytes.SequenceEqual(form))
            return $"while it ran, {(ActionDifference.Between(form, now.Bytes) is [var first, ..] ? first : "what decides it changed")}";
        // Changed and put back: the content is the same again, and the task may have read the other one.
        return after.All == before.All ? null : $"its input {after.Path} was written while it ran";
    }

    /// <summary>Why a task runs in any case whose dependencies are left out and can't be told.</summary>
    public const string Unknown = "--exclusive leaves out tasks before it whose results can't be told without running them";

    /// <summary>Whether something before it is such a task.</summary>
    public static bool IsUnknown(TaskNode node, Func<TaskNode, TaskState?> stateOf)
    {
        for (var i = 0; i < node.Given.Count; i++)
        {
            if (stateOf(node.Given[i]) is { IsUnknown: true }) return true;
        }

        return false;
    }
}
