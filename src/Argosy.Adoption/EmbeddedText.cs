namespace Argosy.Adoption;

/// <summary>Texts that this assembly contains.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of that name.</summary>
    public static string Of(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"this assembly has no text '{name}'");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Lines of a table: neither empty nor a comment.</summary>
    public static IEnumerable<string> Rows(string name) => Of(name).Split('\n')
        .Select(l => l.TrimEnd()).Where(l => l.Length > 0 && l[0] != '#');

    /// <summary>The names below a folder, sorted.</summary>
    public static IReadOnlyList<string> Below(string folder) =>
        [.. typeof(EmbeddedText).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith($"{folder}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
