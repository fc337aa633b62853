namespace Argosy.Bench.Runtime.Archives;

/// <summary>One of the record's 32 sub-records.</summary>
internal sealed record Part(double X, double Y, int Number, string Label);

/// <summary>The record that every format writes and reads: about 13 kB in binary forms.</summary>
internal sealed record BenchRecord(
    long Id, uint Flags, string Name, string Owner, List<Part> Parts, double[] Samples,
    Dictionary<string, double> Attributes)
{
    /// <summary>The same contents as the peers', see <c>peers/archive_record.hpp</c>.</summary>
    public static BenchRecord Make() => new(
        0x0123456789ABCDEF, 0xA5A5, "node-0042.partition-7.cluster", "Heat.Stencil.Step",
        [.. Enumerable.Range(0, 32).Select(i => new Part(i * 0.5, 1.0 / (i + 1), i * 7, $"part-{i}"))],
        [.. Enumerable.Range(0, 1500).Select(i => 1.0 / (i + 1))],
        Enumerable.Range(0, 8).ToDictionary(i => $"attribute-{i}", i => 1.5 * i));

    /// <summary>Reads every field, which completes a lazy read. The same number in every language.</summary>
    public ulong Sum()
    {
        var sum = unchecked((ulong)Id + Flags + SumOf(Name) + SumOf(Owner));
        for (var i = 0; i < Parts.Count; i++)
        {
            var part = Parts[i];
            sum += (ulong)(i + 1) * unchecked(SumOf(part.X) + SumOf(part.Y) + (ulong)part.Number + SumOf(part.Label));
        }

        foreach (var sample in Samples) sum += SumOf(sample);
        foreach (var (key, value) in Attributes) sum += SumOf(key) + SumOf(value);
        return sum;
    }

    public static ulong SumOf(double value) => BitConverter.DoubleToUInt64Bits(value);

    /// <summary>ASCII text, so its UTF-8 form has as many bytes as characters.</summary>
    public static ulong SumOf(string text)
    {
        var sum = (ulong)text.Length;
        foreach (var one in text) sum += one;
        return sum;
    }
}
