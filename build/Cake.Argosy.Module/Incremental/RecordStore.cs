using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;

namespace Cake.Argosy.Module.Incremental;

/// <summary>Records of tasks, one small file each, so that a killed build loses none but its own.</summary>
internal sealed class RecordStore(string folder)
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DigestConverter() },
    };

    /// <summary>The task's record; null where there is none or it can't be read, which only costs a run.</summary>
    public TaskRecord? TryRead(string task)
    {
        try
        {
            return JsonSerializer.Deserialize<TaskRecord>(File.ReadAllBytes(PathOf(task)), Json);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(TaskRecord record) => AtomicFile.Write(PathOf(record.Task), JsonSerializer.Serialize(record, Json));

    public void Forget(string task)
    {
        if (Directory.Exists(folder)) File.Delete(PathOf(task));
    }

    /// <summary>Every record there is, by task name.</summary>
    public IReadOnlyList<TaskRecord> All() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(f => TryRead(Path.GetFileNameWithoutExtension(f))).OfType<TaskRecord>()];

    private string PathOf(string task) => Path.Combine(folder, $"{task}.json");

    private sealed class DigestConverter : JsonConverter<Digest>
    {
        public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Digest.TryParse(reader.GetString() ?? "") ?? throw new JsonException("not a digest");

        public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
