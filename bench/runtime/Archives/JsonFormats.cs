using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Newtonsoft.Json;

namespace Argosy.Bench.Runtime.Archives;

/// <summary>System.Text.Json with generated code, into a reused buffer.</summary>
internal sealed class SystemTextJsonFormat : IArchiveFormat
{
    private readonly BenchRecord _record = BenchRecord.Make();
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 17);

    public string Name => "System.Text.Json";

    public int Write()
    {
        _bytes.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_bytes);
        System.Text.Json.JsonSerializer.Serialize(writer, _record, RecordJson.Default.BenchRecord);
        writer.Flush();
        return _bytes.WrittenCount;
    }

    public ulong Read() =>
        System.Text.Json.JsonSerializer.Deserialize(_bytes.WrittenSpan, RecordJson.Default.BenchRecord)!.Sum();

    public void Dispose()
    {
    }
}

/// <summary>Newtonsoft.Json, in UTF-8 through a reused stream.</summary>
internal sealed class NewtonsoftFormat : IArchiveFormat
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly BenchRecord _record = BenchRecord.Make();
    private readonly Newtonsoft.Json.JsonSerializer _serializer = Newtonsoft.Json.JsonSerializer.CreateDefault();
    private readonly MemoryStream _bytes = new(1 << 17);

    public string Name => "Newtonsoft.Json";

    public int Write()
    {
        _bytes.SetLength(0);
        using (var writer = new StreamWriter(_bytes, s_utf8, leaveOpen: true)) _serializer.Serialize(writer, _record);
        return (int)_bytes.Length;
    }

    public ulong Read()
    {
        _bytes.Position = 0;
        using var reader = new JsonTextReader(new StreamReader(_bytes, s_utf8, leaveOpen: true));
        return _serializer.Deserialize<BenchRecord>(reader)!.Sum();
    }

    public void Dispose() => _bytes.Dispose();
}

[JsonSerializable(typeof(BenchRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
