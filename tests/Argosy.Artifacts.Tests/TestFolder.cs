using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path)
        .Select(e => System.IO.Path.GetFileName(e)).Order(StringComparer.Ordinal);

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Leftovers.Remove(Path);
}
