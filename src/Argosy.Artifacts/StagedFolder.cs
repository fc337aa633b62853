namespace Argosy.Artifacts;

/// <summary>A folder that is filled beside its target and takes the target's place at the end.</summary>
/// <remarks>The owner disposes it; without <see cref="Publish"/> nothing of it stays. Left-overs of a killed run have
/// the same prefix and are removed by the next one.</remarks>
public sealed class StagedFolder : IDisposable
{
    private readonly string _target;

    /// <summary>Begins an empty folder beside <paramref name="target"/>.</summary>
    public StagedFolder(string target)
    {
        _target = System.IO.Path.GetFullPath(target);
        Path = _target + ".partial";
        Remove(Path);
        Remove(_target + ".old");
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where to write until then.</summary>
    public string Path { get; }

    /// <summary>Puts the folder in the target's place.</summary>
    public void Publish()
    {
        var old = _target + ".old";
        if (Directory.Exists(_target)) Directory.Move(_target, old);
        Directory.Move(Path, _target);
        Remove(old);
    }

    /// <inheritdoc />
    public void Dispose() => Remove(Path);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
