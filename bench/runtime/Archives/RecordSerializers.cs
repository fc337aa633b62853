using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Archives;

/// <summary>The code that the generator would write for <see cref="BenchRecord"/>.</summary>
internal sealed class RecordSerializer : ISerializer<BenchRecord>
{
    private static readonly ISerializer<string> s_text = Serializers.For<string>();
    private static readonly ISerializer<List<Part>> s_parts = Serializers.For<List<Part>>();
    private static readonly ISerializer<double[]> s_samples = Serializers.For<double[]>();
    private static readonly ISerializer<Dictionary<string, double>> s_attributes =
        Serializers.For<Dictionary<string, double>>();

    public static void Register()
    {
        Serializers.Register(new PartSerializer());
        Serializers.Register(new RecordSerializer());
    }

    public void Write(ref ArchiveWriter writer, in BenchRecord value)
    {
        writer.WriteUnmanaged(value.Id);
        writer.WriteUnmanaged(value.Flags);
        s_text.Write(ref writer, value.Name);
        s_text.Write(ref writer, value.Owner);
        s_parts.Write(ref writer, value.Parts);
        s_samples.Write(ref writer, value.Samples);
        s_attributes.Write(ref writer, value.Attributes);
    }

    public BenchRecord Read(ref ArchiveReader reader) => new(
        reader.ReadUnmanaged<long>(), reader.ReadUnmanaged<uint>(), s_text.Read(ref reader), s_text.Read(ref reader),
        s_parts.Read(ref reader), s_samples.Read(ref reader), s_attributes.Read(ref reader));

    private sealed class PartSerializer : ISerializer<Part>
    {
        public void Write(ref ArchiveWriter writer, in Part value)
        {
            writer.WriteUnmanaged(value.X);
            writer.WriteUnmanaged(value.Y);
            writer.WriteUnmanaged(value.Number);
            s_text.Write(ref writer, value.Label);
        }

        public Part Read(ref ArchiveReader reader) => new(
            reader.ReadUnmanaged<double>(), reader.ReadUnmanaged<double>(), reader.ReadUnmanaged<int>(),
            s_text.Read(ref reader));
    }
}
