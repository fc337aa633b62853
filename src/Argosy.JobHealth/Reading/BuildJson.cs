using System.Globalization;
using System.Text.Json;

namespace Argosy.JobHealth.Reading;

/// <summary>A build in the format of Zuul's REST interface.</summary>
/// <remarks>Project and change are under <c>ref</c>, and in older Zuuls at the top.</remarks>
internal static class BuildJson
{
    // A column of Zuul's own database has 255 characters.
    private const int MostCharacters = 255;

    // A build that takes a year is invalid, and so is a negative duration.
    private const double MostSeconds = 366 * 86400.0;

    /// <summary>The build; null if a required property is missing or has another form.</summary>
    public static Build? TryRead(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return null;
        var place = json.TryGetProperty("ref", out var at) && at.ValueKind == JsonValueKind.Object ? at : json;
        var result = Text(json, "result");
        var end = Time(json, "end_time");
        if (Text(json, "uuid") is not { } uuid || Text(json, "job_name") is not { } job
            || (Text(place, "project") ?? Text(json, "project")) is not { } project
            || Text(json, "pipeline") is not { } pipeline
            || (Time(json, "start_time") ?? end ?? Time(json, "event_timestamp")) is not { } start)
        {
            return null;
        }

        // A result that isn't text is an invalid response, not a running build.
        if (result is null && json.TryGetProperty("result", out var written) && written.ValueKind != JsonValueKind.Null)
            return null;
        return new(uuid, project, job, pipeline, Text(json, "nodeset") ?? "", result, start, end, Duration(json),
            Voting(json), Commit(place))
        {
            Waited = Waited(json),
            Branch = Text(place, "branch"),
        };
    }

    // A clock that is wrong makes no negative time.
    private static double? Waited(JsonElement json) =>
        Time(json, "event_timestamp") is { } happened && Time(json, "start_time") is { } start
            && (start - happened).TotalSeconds is >= 0 and <= MostSeconds and var seconds
            ? seconds
            : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && Decoded(value) is { Length: > 0 and <= MostCharacters } text
            ? text
            : null;

    // An unpaired surrogate is valid JSON but not valid text.
    private static string? Decoded(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        Text(json, name) is { } text ? BuildTime.TryParse(text) : null;

    private static double? Duration(JsonElement json) =>
        json.TryGetProperty("duration", out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= MostSeconds ? seconds : null;

    private static bool Voting(JsonElement json) =>
        json.TryGetProperty("voting", out var value) && value.ValueKind == JsonValueKind.True;

    // A periodic build has no change, but its branch's commit.
    private static string? Commit(JsonElement place)
    {
        var change = Word(place, "change");
        return change is null ? Word(place, "newrev") : $"{change},{Word(place, "patchset")}";
    }

    private static string? Word(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) =>
                number.ToString(CultureInfo.InvariantCulture),
            JsonValueKind.String => Text(json, name),
            _ => null,
        }
        : null;
}
