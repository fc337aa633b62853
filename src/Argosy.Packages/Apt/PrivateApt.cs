using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Apt;

/// <summary>apt with lists, cache and sources of its own: it needs no root and leaves the machine's state alone.
/// The machine's apt.conf still applies, so its proxies and credentials do too.</summary>
/// <param name="folder">Where the state lies; the caller owns and removes it.</param>
/// <param name="runner">Runs apt-get.</param>
/// <param name="settings">Further settings, such as <c>APT::Architecture=arm64</c>.</param>
internal sealed class PrivateApt(string folder, CommandRunner runner, params IReadOnlyList<string> settings)
{
    /// <summary>Where downloaded packages lie.</summary>
    public string Archives => Path.Combine(folder, "cache/archives");

    /// <summary>Writes the sources and reads their indexes.</summary>
    public async Task<CommandResult> UpdateAsync(IEnumerable<string> lines, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.Combine(folder, "lists/partial"));
        Directory.CreateDirectory(Path.Combine(folder, "cache/archives/partial"));
        Directory.CreateDirectory(Path.Combine(folder, "parts"));
        await File.WriteAllLinesAsync(Path.Combine(folder, "sources.list"), lines, cancellation);
        return await TryRunAsync(["update", "--error-on=any"], folder, cancellation);
    }

    /// <summary>Runs <c>apt-get</c> in a folder, on this state.</summary>
    public Task<CommandResult> TryRunAsync(
        IEnumerable<string> arguments, string workingFolder, CancellationToken cancellation) =>
        runner.TryRunAsync(new Command("apt-get", [.. Options, .. arguments])
        {
            Folder = workingFolder,
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" },
        }, cancellation);

    private IEnumerable<string> Options =>
    [
        "-q", "-o", $"Dir::Etc::SourceList={folder}/sources.list", "-o", $"Dir::Etc::SourceParts={folder}/parts",
        "-o", $"Dir::State={folder}", "-o", $"Dir::Cache={folder}/cache", "-o", "Acquire::Languages=none",
        // apt run by root would else drop to a user that can't write here.
        "-o", "APT::Sandbox::User=root", .. settings.SelectMany(s => (string[])["-o", s]),
    ];
}
