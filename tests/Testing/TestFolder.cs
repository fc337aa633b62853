namespace Argosy.Testing;

/// <summary>A folder of one test, removed with it.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    /// <summary>A path in it.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>What lies directly in it, sorted.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path)
        .Select(e => System.IO.Path.GetFileName(e)).Order(StringComparer.Ordinal);

    public string At(string name) => this[name];

    /// <summary>Writes a file and the folders that it needs.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a shell script that can be started.</summary>
    /// <returns>Its path.</returns>
    public string Script(string name, string text)
    {
        var path = Write(name, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }

    /// <summary>Every file below a folder in it, relative to that folder and sorted.</summary>
    public IReadOnlyList<string> Files(string below = "") => [.. Directory
        .EnumerateFiles(this[below], "*", SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(this[below], f)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Names that aren't UTF-8, which .NET can't pass on, and folders that their owner may not write to.
            foreach (var command in (string[][])[["chmod", "-R", "u+rwX", Path], ["rm", "-rf", Path]])
            {
                using var process = System.Diagnostics.Process.Start(command[0], command[1..]);
                process.WaitForExit();
            }
        }
    }
}
