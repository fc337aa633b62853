namespace Argosy.Bench.Runtime.Archives;

/// <summary>A format's figures by name: bytes, and nanoseconds for the whole record.</summary>
internal static class FormatFigures
{
    public const string Size = "size";
    public const string Write = "write";
    public const string Read = "read";
    public const string Both = "both";

    public static IReadOnlyDictionary<string, double> Of(double size, double write, double read) =>
        new Dictionary<string, double> { [Size] = size, [Write] = write, [Read] = read, [Both] = write + read };
}
