using System.Globalization;
using System.Text.RegularExpressions;

namespace Argosy.Runtime.Launch;

/// <summary>
/// srun's own messages among the lines of its tasks. Its exit code is the highest of all tasks, including those that it
/// ended because of the first failure (143), and not that of the failure.
/// </summary>
internal sealed partial class SrunMessages
{
    // strsignal's names of the signals that end programs; a task's exit code is then 128 and the number.
    private static readonly Dictionary<string, int> s_signals = new()
    {
        ["Illegal instruction"] = 4,
        ["Aborted"] = 6,
        ["Bus error"] = 7,
        ["Floating point exception"] = 8,
        ["Killed"] = 9,
        ["Segmentation fault"] = 11,
        ["Terminated"] = 15,
    };

    private readonly TaskCompletionSource<string> _step = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The exit code of the task that failed first; null if none did.</summary>
    internal int? FirstFailure { get; private set; }

    /// <summary>Its step, JOB.STEP, once it was interrupted and has printed it.</summary>
    internal Task<string> Step => _step.Task;

    internal async Task CopyAsync(TextReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            Note(line);
            await to.WriteLineAsync(line);
        }
    }

    /// <param name="line">srun's own line, or a task's after its label: those are never treated as srun's.</param>
    internal void Note(string line)
    {
        if (State().Match(line) is { Success: true } state)
            _step.TrySetResult(state.Groups["step"].Value);
        else if (FirstFailure is null && End().Match(line) is { Success: true } end)
            FirstFailure = Code(end);
    }

    private static int? Code(Match end) =>
        end.Groups["code"] is { Success: true, Value: var code } ? int.Parse(code, CultureInfo.InvariantCulture)
        : s_signals.TryGetValue(end.Groups["signal"].Value, out var signal) ? 128 + signal
        : null;

    [GeneratedRegex(@"^srun: StepId=(?<step>[\d.+]+) tasks? [\d,-]+: ")]
    private static partial Regex State();

    [GeneratedRegex(
        @"^srun: error: \S+: tasks? [\d,-]+: (Exited with exit code (?<code>\d+)|(?<signal>.+?)( \(core dumped\))?)$")]
    private static partial Regex End();
}
