using System.Text.Json;

namespace Argosy.Engine.Reporting;

/// <summary>One event of the Trace Event Format.</summary>
/// <param name="Phase"><c>X</c> an interval in a lane, <c>b</c> and <c>e</c> the ends of one outside of lanes, <c>s</c>
/// and <c>f</c> the ends of an arrow, <c>C</c> a counter's new value, <c>M</c> a lane's name.</param>
/// <param name="Name">Its text in a viewer.</param>
/// <param name="Time">The time from the run's start; the file has microseconds.</param>
/// <param name="Lane">The slot it is shown in, from 1.</param>
internal readonly record struct TraceEvent(char Phase, string Name, TimeSpan Time, int Lane = 0)
{
    private const int Process = 1;

    /// <summary>The category, by which viewers filter.</summary>
    public string? Category { get; init; }

    /// <summary>The duration of an <c>X</c>.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The common id of an event's two parts; 0 if it has none.</summary>
    public int Id { get; init; }

    /// <summary>The task whose details the viewer shows.</summary>
    public TaskResult? Task { get; init; }

    /// <summary>A lane's name, or null.</summary>
    public string? Label { get; init; }

    /// <summary>A counter's value, or null.</summary>
    public int? Value { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        if (Category is not null) json.WriteString("cat", Category);
        json.WriteString("ph", [Phase]);
        if (Phase != 'M') json.WriteNumber("ts", Microseconds(Time));
        // Rounds the ends, not the lengths, so that neighbours in a lane meet without overlap.
        if (Phase == 'X') json.WriteNumber("dur", Microseconds(Time + Duration) - Microseconds(Time));
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", Lane);
        if (Id != 0) json.WriteNumber("id", Id);
        // An arrow ends at the task around its head, not at the next one that begins.
        if (Phase == 'f') json.WriteString("bp", "e");
        WriteArguments(json);
        json.WriteEndObject();
    }

    private void WriteArguments(Utf8JsonWriter json)
    {
        if (Task is null && Label is null && Value is null) return;
        json.WriteStartObject("args");
        if (Label is not null) json.WriteString("name", Label);
        if (Value is { } value) json.WriteNumber("running", value);
        if (Task is not null)
        {
            json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(Task.Outcome.ToString()));
            if (Task.Why.Count > 0) json.WriteString("why", string.Join("; ", Task.Why));
            if (Task.Node.Declaration.Cell is { } cell) json.WriteString("cell", cell);
            if (Task.From is { } from) json.WriteString("from", from);
        }

        json.WriteEndObject();
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
