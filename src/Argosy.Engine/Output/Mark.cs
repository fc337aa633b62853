using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Output;

/// <summary>An outcome as one sign, coloured where a terminal shows it.</summary>
internal static class Mark
{
    public static string Of(TaskOutcome outcome, bool colour)
    {
        var (sign, code) = outcome switch
        {
            TaskOutcome.Done => ("✓", 32),
            TaskOutcome.UpToDate => ("=", 36),
            TaskOutcome.Restored => ("↓", 36),
            TaskOutcome.Skipped => ("-", 90),
            TaskOutcome.Inconclusive => ("?", 33),
            TaskOutcome.Failed => ("✗", 31),
            _ => ("·", 90),
        };
        return Ansi.Paint(sign, code, colour);
    }
}
