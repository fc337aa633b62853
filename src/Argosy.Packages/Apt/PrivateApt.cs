using Argosy.Processes;

namespace Argosy.Packages.Apt;

/// <summary>apt with its own lists, cache and sources: it needs no root and doesn't change the machine's state. The
/// machine's apt.conf still applies, so its proxies and credentials do too.</summary>
/// <param name="folder">The folder of its state; the caller owns and removes it.</param>
/// <param name="runner">Runs apt-get.</param>
/// <param name="settings">Further settings, such as <c>APT::Architecture=arm64</c>.</param>
internal sealed class PrivateApt(string folder, CommandRunner runner, params IReadOnlyList<string> settings)
{
    /// <summary>The folder of downloaded packages.</summary>
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

    /// <summary>Runs <c>apt-get</c> in a folder, with this state.</summary>
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
        // Otherwise apt run by root changes to a user that can't write here.
        "-o", "APT::Sandbox::User=root", .. settings.SelectMany(s => (string[])["-o", s]),
    ];
}
