using System.Text.Json;
using Argosy.Pipelines.Reading;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Pipelines.Checking;

/// <summary>How long a job takes, out of a health report.</summary>
/// <param name="Project">The project.</param>
/// <param name="Job">The job.</param>
/// <param name="P95">Seconds that 95 % of its passed builds stay below.</param>
internal sealed record MeasuredDuration(string Project, string Job, double P95)
{
    /// <summary>Reads the report that <c>argosy health --json</c> prints; jobs without a passed build are left out. Error
    /// ARG0679 for anything else.</summary>
    public static IReadOnlyList<MeasuredDuration> Read(string path)
    {
        var (text, unreadable) = TextFile.Read(path, path);
        if (unreadable is not null) throw new ArgosyException(unreadable.AsDiagnosis());
        try
        {
            using var document = JsonDocument.Parse(text!);
            return [.. document.RootElement.GetProperty("jobs").EnumerateArray().Select(TryRead).OfType<MeasuredDuration>()];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ArgosyException(new Diagnosis("ARG0679", new(path), "this is no health report", "Give the file that 'argosy health --json' wrote."), e);
        }
    }

    private static MeasuredDuration? TryRead(JsonElement job) =>
        job.TryGetProperty("duration", out var duration) && duration.ValueKind == JsonValueKind.Object
            ? new(job.GetProperty("project").GetString() ?? "", job.GetProperty("job").GetString() ?? "", duration.GetProperty("p95").GetDouble())
            : null;
}
