using System.Text;
using System.Text.Json;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>Findings as SARIF 2.1.0, which code review and editors show next to the lines.</summary>
public static class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The log, one run of one tool; ends with a line end.</summary>
    public static string Write(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteStartArray("results");
            foreach (var finding in report.Findings) WriteResult(json, finding);
            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "argosy");
        json.WriteString("semanticVersion", typeof(SarifLog).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var kind in FindingKinds.All)
        {
            json.WriteStartObject();
            json.WriteString("id", kind.Id);
            json.WriteString("name", kind.Name);
            json.WriteStartObject("shortDescription");
            json.WriteString("text", kind.Summary);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Kind.Id);
        json.WriteNumber("ruleIndex", FindingKinds.All.Index().First(k => k.Item == finding.Kind).Index);
        json.WriteString("level", finding.Severity.ToString().ToLowerInvariant());
        json.WriteStartObject("message");
        json.WriteString("text", $"{finding.Cause}. {finding.Remedy}");
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        // A path is a relative reference: characters not allowed in one are escaped, except slashes.
        json.WriteString("uri", string.Join('/', finding.Place.What.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        if (finding.Place.Line is { } line)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", Math.Max(line, 1));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
