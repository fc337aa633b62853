namespace Argosy.Images.Tests;

/// <summary>A folder for one test, removed at its end.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("argosy-images-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Every file below it, relative and sorted.</summary>
    public IReadOnlyList<string> Files(string below = "") => [.. Directory
        .EnumerateFiles(this[below], "*", SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(this[below], f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
