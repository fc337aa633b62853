using Argosy.Bench.Runtime.Archives.Proto;
using Google.Protobuf;

namespace Argosy.Bench.Runtime.Archives;

/// <summary>Google.Protobuf. Its message is the record, so no conversion is needed.</summary>
internal sealed class ProtobufFormat : IArchiveFormat
{
    private readonly RecordMessage _message = Convert(BenchRecord.Make());
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _length;

    public string Name => "Google.Protobuf";

    public int Write()
    {
        _length = _message.CalculateSize();
        _message.WriteTo(_bytes.AsSpan(0, _length));
        return _length;
    }

    public ulong Read() => Sum(RecordMessage.Parser.ParseFrom(_bytes.AsSpan(0, _length)));

    public void Dispose()
    {
    }

    private static RecordMessage Convert(BenchRecord record)
    {
        var message = new RecordMessage
        {
            Id = record.Id, Flags = record.Flags, Name = record.Name, Owner = record.Owner
        };
        message.Parts.AddRange(
            record.Parts.Select(p => new PartMessage { X = p.X, Y = p.Y, Number = p.Number, Label = p.Label }));
        message.Samples.AddRange(record.Samples);
        message.Attributes.Add(record.Attributes);
        return message;
    }

    private static ulong Sum(RecordMessage message)
    {
        var sum = unchecked(
            (ulong)message.Id + message.Flags + BenchRecord.SumOf(message.Name) + BenchRecord.SumOf(message.Owner));
        for (var i = 0; i < message.Parts.Count; i++)
        {
            var part = message.Parts[i];
            sum += (ulong)(i + 1) * unchecked(
                BenchRecord.SumOf(part.X) + BenchRecord.SumOf(part.Y) + (ulong)part.Number
                + BenchRecord.SumOf(part.Label));
        }

        foreach (var sample in message.Samples) sum += BenchRecord.SumOf(sample);
        foreach (var (key, value) in message.Attributes) sum += BenchRecord.SumOf(key) + BenchRecord.SumOf(value);
        return sum;
    }
}
