using System.Security.Cryptography;

namespace Argosy.Runtime.Launch;

/// <summary>A key for one run, in a file that only its user can read. Removed with the run.</summary>
internal sealed class KeyFile : IDisposable
{
    private KeyFile(string path) => Path = path;

    internal string Path { get; }

    /// <param name="shared">Whether other nodes read it:
    /// then it is in the home directory, which they share, and not in /tmp.</param>
    internal static KeyFile Create(bool shared)
    {
        var folder = shared
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
            : System.IO.Path.GetTempPath();
        var path = System.IO.Path.Combine(
            folder, $".argosy-key-{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}");
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));
        return new(path);
    }

    public void Dispose() => File.Delete(Path);
}
