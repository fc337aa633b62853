using Argosy.Artifacts.Files;

namespace Argosy.Images.Engines;

/// <summary>A Unix socket's path. The kernel takes at most 107 bytes and Docker.DotNet at most 90; a longer path gets a
/// short link to its folder, which is removed with this object.</summary>
internal sealed class SocketPath : IDisposable
{
    private const int Longest = 90;
    private readonly TemporaryFolder? _link;

    public SocketPath(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Short = Path;
        if (System.Text.Encoding.UTF8.GetByteCount(Path) <= Longest) return;
        _link = new TemporaryFolder("argosy-");
        var folder = _link.At("s");
        File.CreateSymbolicLink(folder, System.IO.Path.GetDirectoryName(Path)!);
        Short = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(Path));
    }

    /// <summary>The path itself.</summary>
    public string Path { get; }

    /// <summary>A path of the same socket that the kernel takes.</summary>
    public string Short { get; }

    public void Dispose() => _link?.Dispose();
}
