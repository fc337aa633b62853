namespace Argosy.Artifacts.Files;

/// <summary>A folder of its own among the machine's temporary ones, removed as <see cref="Leftovers"/> removes: that never throws, so that
/// no clean-up takes the place of what went wrong before it.</summary>
/// <param name="prefix">What its name begins with, for whoever finds one that a killed process left.</param>
public sealed class TemporaryFolder(string prefix) : IDisposable
{
    /// <summary>Where it lies, absolute.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    /// <summary>A path in it.</summary>
    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    /// <inheritdoc />
    public void Dispose() => Leftovers.TryRemove(Path);
}
