using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Debian;

/// <summary>A deb on disk, with the data for a repository.</summary>
/// <param name="Path">The file.</param>
/// <param name="Package">Its package's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Architecture">dpkg's architecture.</param>
/// <param name="Control">Its control paragraph, unchanged, with a line end.</param>
/// <param name="Digest">Its content's digest.</param>
/// <param name="Size">Bytes.</param>
public sealed record DebFile(
    string Path, string Package, string Version, string Architecture, string Control, Digest Digest, long Size)
{
    /// <summary>Its section, such as <c>libs</c>, <c>libdevel</c> or <c>debug</c>; empty without one.</summary>
    public string Section { get; private init; } = "";

    /// <summary>Whether packages of several architectures may be installed at once.</summary>
    public bool IsCoInstallable => Control.Contains("\nMulti-Arch: same\n", StringComparison.Ordinal);

    /// <summary>Reads a deb's control paragraph; error ARG0533 if it isn't one.</summary>
    public static async Task<DebFile> ReadAsync(string path, CommandRunner runner, CancellationToken cancellation)
    {
        var shown = await runner.TryRunAsync(new Command("dpkg-deb", "--field", path), cancellation);
        if (!shown.Succeeded) throw Unreadable(path, shown.Tail(1));
        var fields = shown.Output.Split('\n')
            .Where(l => l.Length > 0 && l[0] != ' ' && l.Contains(':', StringComparison.Ordinal))
            .Select(l => l.Split(": ", 2))
            .Where(f => f.Length == 2)
            .ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);
        return new(path, Field("Package"), Field("Version"), Field("Architecture"),
            shown.Output.TrimEnd('\n') + "\n", Digest.OfFile(path), new FileInfo(path).Length)
        {
            Section = fields.GetValueOrDefault("Section") ?? "",
        };

        string Field(string name) =>
            fields.GetValueOrDefault(name) ?? throw Unreadable(path, $"it has no field {name}");
    }

    /// <summary>The debs of a folder, sorted by name; the same error.</summary>
    public static async Task<IReadOnlyList<DebFile>> ReadAllAsync(
        string folder, CommandRunner runner, CancellationToken cancellation) =>
        await Task.WhenAll(FolderListing.FilesOf(folder, ".deb").Select(f => ReadAsync(f, runner, cancellation)));

    private static ArgosyException Unreadable(string path, string cause) =>
        new(new Diagnostic("ARG0533", new(System.IO.Path.GetFileName(path)), cause, "Build it again."));
}
