using System.Diagnostics;

namespace Argosy.Artifacts.Tests.Files;

/// <summary>Renames a file to a name that isn't UTF-8, which .NET can't express: <c>caf</c> and the byte 0xE9. Restores
/// the name at the end, since .NET can't remove such a file.</summary>
internal sealed class OddName : IDisposable
{
    /// <summary>The name as a text.</summary>
    public const string Text = "caf\uDCE9";

    private readonly string _path;

    public OddName(string path)
    {
        _path = path;
        Shell("cd \"${0%/*}\" && mv \"${0##*/}\" \"$(printf 'caf\\351')\"");
    }

    public void Dispose() => Shell("cd \"${0%/*}\" && mv \"$(printf 'caf\\351')\" \"${0##*/}\"");

    private void Shell(string command)
    {
        using var shell = Process.Start("sh", ["-c", command, _path]);
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }
}
