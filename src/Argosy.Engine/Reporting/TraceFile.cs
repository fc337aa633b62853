using System.Text.Json;
using Argosy.Artifacts;

namespace Argosy.Engine.Reporting;

/// <summary><c>artifacts/trace.json</c>: a run's timeline in Chrome's Trace Event Format, for Perfetto or
/// <c>chrome://tracing</c>.</summary>
/// <remarks>A lane for each slot of consecutive tasks; separate intervals for waiting for tokens; arrows along the
/// critical path; a counter of running tasks.</remarks>
internal static class TraceFile
{
    // Finding a task up to date takes microseconds: ten thousand of those would hide the rest.
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);

    public static void Write(string path, IReadOnlyList<TaskResult> results) =>
        AtomicFile.Write(path, stream => Write(stream, results));

    /// <summary>Lanes' names first, then all events by time.</summary>
    internal static void Write(Stream stream, IReadOnlyList<TaskResult> results)
    {
        var tasks = results.Where(r => !r.Node.IsComposite && (r.Ran || r.Duration >= s_shortest))
            .OrderBy(r => r.Begin)
            .ToList();
        var lanes = Lanes(tasks);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartArray("traceEvents");
        new TraceEvent('M', "process_name", default) { Label = "build" }.Write(json);
        foreach (var lane in lanes.Values.Distinct().Order())
            new TraceEvent('M', "thread_name", default, lane) { Label = $"slot {lane}" }.Write(json);
        // A stable order: at one moment a task precedes the arrow that starts in it.
        foreach (var e in Events(tasks, lanes).Concat(Arrows(CriticalPath.Of(results), lanes)).OrderBy(e => e.Time))
            e.Write(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Dictionary<string, int> Lanes(List<TaskResult> tasks)
    {
        var ends = new List<TimeSpan>();
        var lanes = new Dictionary<string, int>(tasks.Count, StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            var lane = ends.FindIndex(end => end <= task.Begin);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(default);
            }

            ends[lane] = task.End;
            lanes.Add(task.Node.Name, lane + 1);
        }

        return lanes;
    }

    private static IEnumerable<TraceEvent> Events(List<TaskResult> tasks, Dictionary<string, int> lanes)
    {
        foreach (var (i, task) in tasks.Index())
        {
            yield return new('X', task.Node.Name, task.Begin, lanes[task.Node.Name])
            {
                Category = "task",
                Duration = task.Duration,
                Task = task,
            };
            if (task.Waited < s_shortest) continue;
            yield return new('b', $"{task.Node.Name} waits", task.Ready) { Category = "waiting", Id = i + 1 };
            yield return new('e', $"{task.Node.Name} waits", task.Begin) { Category = "waiting", Id = i + 1 };
        }

        var running = 0;
        var changes = tasks.Select(t => (Time: t.Begin, By: 1)).Concat(tasks.Select(t => (Time: t.End, By: -1)));
        foreach (var moment in changes.GroupBy(c => c.Time).OrderBy(g => g.Key))
        {
            running += moment.Sum(c => c.By);
            yield return new('C', "running tasks", moment.Key) { Value = running };
        }
    }

    // An arrow starts inside its task: at the very end a viewer would assign it to the next task in the lane.
    private static IEnumerable<TraceEvent> Arrows(CriticalPath path, Dictionary<string, int> lanes)
    {
        var steps = path.Steps.Where(s => lanes.ContainsKey(s.Node.Name)).ToList();
        foreach (var (i, (from, to)) in steps.Zip(steps.Skip(1)).Index())
        {
            var start = Later(from.Begin, from.End - TimeSpan.FromMicroseconds(1));
            yield return new('s', "critical path", start, lanes[from.Node.Name])
            {
                Category = "critical path",
                Id = i + 1
            };
            yield return new('f', "critical path", to.Begin, lanes[to.Node.Name])
            {
                Category = "critical path",
                Id = i + 1
            };
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
