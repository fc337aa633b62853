using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Images.Publishing;

namespace Argosy.Release.Publication;

/// <summary>All that a publication does, in its order.</summary>
/// <param name="Version">The release.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="Entries">What goes where.</param>
/// <param name="Notes">What else the targets say: a sentence each.</param>
public sealed record PublicationPlan(
    string Version, string Tag, string Commit, IReadOnlyList<PlanEntry> Entries, IReadOnlyList<string> Notes)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "plan.json";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter<PlanState>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whether a target has something else that is public.</summary>
    public bool HasConflicts => Entries.Any(e => e.State == PlanState.Conflict);

    /// <summary>Writes it in JSON, described by docs/schema/publication-plan.schema.json.</summary>
    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, s_options) + "\n");

    /// <summary>A table with a line for each entry, then the notes.</summary>
    public IEnumerable<string> Lines()
    {
        var rows = Entries.Select(e => (string[])
            [e.Target, e.Name, e.Bytes is { } bytes ? PushText.Bytes(bytes) : "", e.Where, Words(e)])
            .Prepend(["target", "what", "size", "where", "there already"]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToList();
        foreach (var row in rows)
        {
            yield return string.Join("  ", row.Select((cell, i) => i == 2
                ? cell.PadLeft(widths[i])
                : cell.PadRight(widths[i]))).TrimEnd();
        }

        yield return string.Create(CultureInfo.InvariantCulture,
            $"{Entries.Count} in all, {Entries.Count(e => e.State == PlanState.Present)} there already");
        foreach (var note in Notes) yield return note;
    }

    private static string Words(PlanEntry entry)
    {
        var state = entry.State switch
        {
            PlanState.New => "no",
            PlanState.Present => "yes",
            PlanState.Unfinished => "in part: replaced",
            PlanState.Replaced => "other content: replaced",
            PlanState.Conflict => "OTHER CONTENT",
            _ => "unknown",
        };
        return entry.Detail is { } detail ? $"{state} ({detail})" : state;
    }
}
