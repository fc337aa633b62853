using Argosy.Artifacts.Actions;
using Argosy.Engine.Graph;
using Argosy.Engine.Output;

namespace Argosy.Engine.Incremental;

/// <summary>Finds the reason why a new result must not be kept: its key may not describe what made it.</summary>
internal sealed class KeepCheck(KeyMaker keys, ErrorText errors)
{
    /// <summary>Null if it may be kept.</summary>
    /// <param name="node">The task, which has succeeded.</param>
    /// <param name="form">Its key's form when it began; empty for a task without a key.</param>
    /// <param name="handled">Its failure, if its error handler let the build continue.</param>
    /// <param name="before">When its inputs had been written at that time.</param>
    /// <param name="stateOf">A dependency's result.</param>
    public string? WhyNot(
        TaskNode node, ReadOnlySpan<byte> form, Exception? handled, InputStamps before,
        Func<TaskNode, TaskState?> stateOf)
    {
        if (handled is { } failure)
            return "it failed, and its error handler let the build go on: "
                + $"{errors.OfTask(node.Name, failure).FirstOrDefault()}";
        if (IsUnknown(node, stateOf)) return Unknown;
        if (!node.Declaration.IsIncremental) return null;
        var now = new ActionFingerprint();
        var after = keys.Write(now, node, stateOf);
        if (!now.Bytes.SequenceEqual(form))
            return "while it ran, "
                + (ActionDifference.Between(form, now.Bytes) is [var first, ..] ? first : "what decides it changed");
        // Changed and restored: the content is the same, but the task may have read the other one.
        return after.All == before.All ? null : $"its input {after.Path} was written while it ran";
    }

    /// <summary>Why a task always runs whose dependencies are left out and unknown.</summary>
    public const string Unknown =
        "--exclusive leaves out tasks before it whose results can't be told without running them";

    /// <summary>Whether a predecessor is such a task.</summary>
    public static bool IsUnknown(TaskNode node, Func<TaskNode, TaskState?> stateOf)
    {
        for (var i = 0; i < node.Given.Count; i++)
        {
            if (stateOf(node.Given[i]) is { IsUnknown: true }) return true;
        }

        return false;
    }
}
