namespace Argosy.Artifacts.Files;

/// <summary>A temporary folder of this machine, removed with <see cref="Leftovers"/>, which never throws: clean-up must
/// not hide the original error.</summary>
/// <param name="prefix">The start of its name, which identifies one that a killed process left.</param>
public sealed class TemporaryFolder(string prefix) : IDisposable
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    /// <summary>A path in it.</summary>
    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    /// <inheritdoc />
    public void Dispose() => Leftovers.TryRemove(Path);
}
