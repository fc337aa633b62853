using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;

namespace Argosy.Engine.Audit;

/// <summary><c>artifacts/audit.json</c>: all findings of the last audit, for tools. Its schema is in
/// docs/schema/.</summary>
internal static class AuditFile
{
    private const int SchemaVersion = 1;
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(string path, IReadOnlyList<TaskAudit> audits)
    {
        var tasks = audits.Select(a => new
        {
            task = a.Task,
            failed = a.Failure is not null,
            findings = a.Findings.Where(f => !f.IsHint),
            hints = a.Findings.Where(f => f.IsHint),
        });
        AtomicFile.Write(path, JsonSerializer.Serialize(new { schemaVersion = SchemaVersion, tasks }, s_json) + "\n");
    }
}
