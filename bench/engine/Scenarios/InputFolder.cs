namespace Argosy.Bench.Engine.Scenarios;

/// <summary>Input files, the same in every run.</summary>
internal static class InputFolder
{
    private const string Letters = "etaoin shrdlu\n";

    /// <summary>Writes <c>in/0</c>, <c>in/1</c>, … of equal size, which compress like text.</summary>
    public static void Fill(string folder, int count, int size)
    {
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        var content = new byte[size];
        var random = new Random(1);
        for (var i = 0; i < size; i++) content[i] = (byte)Letters[random.Next(Letters.Length)];
        for (var i = 0; i < count; i++) File.WriteAllBytes(Path.Combine(folder, "in", $"{i}"), content);
    }
}
