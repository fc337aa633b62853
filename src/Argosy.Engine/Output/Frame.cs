namespace Argosy.Engine.Output;

/// <summary>The live view at one moment, as lines: the run as a whole, then the running tasks.</summary>
/// <param name="State">The run's progress.</param>
/// <param name="Estimate">The tasks' expected durations.</param>
/// <param name="Now">Time since the run's start.</param>
/// <param name="Left">Time until its end, null if unknown.</param>
internal sealed record Frame(RunState State, Estimate Estimate, TimeSpan Now, TimeSpan? Left)
{
    private const int ShortestBar = 8;
    private const int LongestBar = 30;

    /// <summary>At most half of the terminal's lines, so that finished tasks stay visible, none as wide as the
    /// terminal: a character in the last column makes some terminals wrap.</summary>
    public IReadOnlyList<string> Lines(Terminal terminal)
    {
        var (columns, rows) = terminal.Size();
        var width = columns - 1;
        var room = Math.Max(1, (rows / 2) - 1);
        var running = State.Running;
        var shown = running.Count <= room ? running.Count : room - 1;
        var lines = new List<string>(shown + 2) { Status(width, terminal.HasColour) };
        var name = running.Take(shown).Select(r => Text.Columns(State.Nodes[r.Index].Name)).DefaultIfEmpty().Max();
        for (var i = 0; i < shown; i++)
            lines.Add(Running(running[i], Math.Min(name, width * 2 / 3), width, terminal.HasColour));
        if (shown < running.Count) lines.Add(Text.Fit($"  +{running.Count - shown} more", width));
        return lines;
    }

    private string Running((int Index, TimeSpan Begin) task, int nameWidth, int width, bool colour)
    {
        var name = Text.Fit(State.Nodes[task.Index].Name, nameWidth);
        var time = Text.Seconds(Now - task.Begin).PadLeft(7);
        var expected = Estimate.Of(task.Index) is { } known ? $" of ~{Text.Seconds(known)}" : "";
        var head = $"  {name}{new string(' ', nameWidth - Text.Columns(name))} {time}";
        return Text.Columns(head) + expected.Length <= width && expected.Length > 0
            ? head + Ansi.Paint(expected, Ansi.Grey, colour)
            : Text.Fit(head, width);
    }

    // The first wording that fits.
    private string Status(int width, bool colour)
    {
        var count = $"{Text.Count(State.Done)}/{Text.Count(State.Total)}";
        var hits = State.Hits == 0 ? "" : $", {Text.Percent(State.Hits, State.Done)} hits";
        var now = $"{State.Running.Count} running, {Text.Count(State.Queued)} queued";
        var clock = Text.Clock(Now);
        var left = Left is { TotalSeconds: >= 1 } time ? $", ~{Text.Clock(time)} left" : "";
        foreach (var words in (string[])
        [
            $"{count}{hits}{HitsByKind()}  {now}  {clock}{left}",
            $"{count}{hits}  {now}  {clock}{left}",
            $"{count}{hits}  {clock}{left}",
            $"{count}  {clock}{left}",
        ])
        {
            var bar = Math.Min(LongestBar, width - 2 - words.Length);
            if (bar >= ShortestBar) return $"{Bar(bar, colour)}  {words}";
        }

        return Text.Fit($"{count}  {clock}{left}", width);
    }

    private string HitsByKind()
    {
        if (State.Hits == 0) return "";
        (int Count, string Kind)[] kinds =
            [(State.UpToDate, "up to date"), (State.RestoredHere, "local"), (State.RestoredRemotely, "registry")];
        return $" ({string.Join(", ", kinds.Where(k => k.Count > 0).Select(k => $"{Text.Count(k.Count)} {k.Kind}"))})";
    }

    private string Bar(int length, bool colour)
    {
        var full = State.Total == 0 ? length : (int)((long)length * State.Done / State.Total);
        return Ansi.Paint(new string('━', full), State.Failed == 0 ? Ansi.Green : Ansi.Red, colour)
            + Ansi.Paint(new string('─', length - full), Ansi.Grey, colour);
    }
}
