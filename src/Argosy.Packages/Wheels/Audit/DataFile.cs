namespace Argosy.Packages.Wheels.Audit;

/// <summary>A table of this folder's <c>Data/</c>: words with blanks between them; <c>#</c> begins a comment.</summary>
internal static class DataFile
{
    /// <summary>The words of each line.</summary>
    public static IReadOnlyList<string[]> Lines(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var lines = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') lines.Add(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return lines;
    }
}
