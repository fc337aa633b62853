namespace Argosy.Adoption.Tests;

/// <summary>Small repositories of many kinds, as people write them: repositories.txt.</summary>
internal static class Repositories
{
    /// <summary>Repositories by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Path, string Text)>> All { get; } = Read();

    /// <summary>The Dockerfile with all instructions.</summary>
    public static string Dockerfile { get; } = All["dockerfile"][0].Text;

    private static Dictionary<string, IReadOnlyList<(string Path, string Text)>> Read()
    {
        var all = new Dictionary<string, IReadOnlyList<(string, string)>>();
        foreach (var repository in Text().Split("=== ")[1..])
        {
            var files = repository.Split("\n--- ");
            all.Add(files[0].Trim(), [.. files[1..].Select(f => f.Split('\n', 2)).Select(f => (f[0], Ended(f)))]);
        }

        return all;
    }

    private static string Ended(string[] file) =>
        file is [_, { } text] && text.Trim().Length > 0 ? text.TrimEnd('\n') + "\n" : "";

    private static string Text()
    {
        using var reader = new StreamReader(
            typeof(Repositories).Assembly.GetManifestResourceStream("repositories.txt")!);
        return reader.ReadToEnd();
    }
}
