using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>A folder of a server that is reached by ssh. Content goes there by rsync; the rest is done by the server's
/// shell, so that no state of a target is anywhere but there.</summary>
/// <param name="address">The server and the folder.</param>
/// <param name="configuration">A file for <c>ssh -F</c>; null for the user's own.</param>
/// <param name="runner">Starts ssh and rsync.</param>
internal sealed partial class SshTarget(MirrorAddress address, string? configuration, CommandRunner runner)
    : IMirrorTarget
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly SshShell _shell = new(address, configuration, runner);

    public string Place => $"{address}";

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    public async Task<IAsyncDisposable> LockAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var hold = await _shell.OfAsync("hold", [], cancellation);
            var (session, answer) = await SshSession.StartAsync(hold, _ => true, Place, runner, cancellation);
            if (answer == "held") return session;
            await session.DisposeAsync();
            if (TimeProvider.System.GetElapsedTime(start) >= patience) throw TargetFault.Locked(Place);
            await Task.Delay(s_pause, cancellation);
        }
    }

    public async Task AddContentAsync(IReadOnlyDictionary<Digest, string> files, CancellationToken cancellation)
    {
        if (files.Count == 0) return;
        using var staged = new TemporaryFolder("argosy-mirror-");
        foreach (var (digest, file) in files)
        {
            var link = staged.At(TargetLayout.Content(digest));
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, file);
        }

        var copied = await runner.TryRunAsync(
            await _shell.CopyAsync(staged.Path, TargetLayout.Incoming, cancellation), cancellation);
        if (!copied.Succeeded)
            throw TargetFault.Unusable(
                Place, $"rsync ended with exit code {copied.ExitCode}: {copied.Tail(3).ReplaceLineEndings(" ")}");
        // What was sent is what is served: a file that changed meanwhile would be another content under its name.
        if (files.FirstOrDefault(f => Digest.TryOfFile(f.Value) != f.Key) is { Value: { } changed } entry)
        {
            await RemoveAsync(new([], [], [entry.Key]), cancellation);
            throw TargetFault.Unusable(changed, "the file changes while it is published");
        }
    }

    public async Task CreateAsync(
        Snapshot snapshot, SnapshotManifest manifest, byte[]? signature, CancellationToken cancellation)
    {
        var mirror = (await ListAsync(cancellation)).FirstOrDefault(m => m.Name == snapshot.Mirror);
        var (served, files) = await FindBaseAsync(mirror, cancellation);
        var difference = FileDifference.Of(files, manifest.Files);
        var added = difference.Added.ToHashSet(StringComparer.Ordinal);
        string[] changes =
        [
            // A file may be where a folder was.
            .. difference.Removed.Select(path => $"- - {path}"),
            .. manifest.Files.Where(f => added.Contains(f.Path))
                .Select(f => $"{(MirrorPath.IsContent(f.Path) ? 'p' : '+')} {f.Digest.Hex} {f.Path}"),
        ];
        var header = System.Text.Encoding.UTF8.GetString(snapshot.Write()).TrimEnd('\n');
        await _shell.RunAsync("create", [snapshot.Mirror, snapshot.Id, served ?? ""], SshShell.Lines(
            [header, signature is null ? "-" : Convert.ToBase64String(signature), $"{changes.Length}", .. changes],
            manifest.Text), cancellation: cancellation);
    }

    public Task SwitchAsync(string mirror, string id, CancellationToken cancellation) => _shell.RunAsync(
        "switch", [mirror, id, TargetLayout.LinkTarget(mirror, id)], cancellation: cancellation);

    public Task RemoveAsync(Removal removal, CancellationToken cancellation) => _shell.RunAsync(
        "remove", [], SshShell.Lines(
        [
            .. removal.Snapshots.SelectMany(s => s.Packages.Select(p => $"U {p.Digest.Hex} {s.Path} {p.Path}")),
            .. removal.Retained.Select(r => r.Content is { } d ? $"K {d.Hex} {r.Path}" : $"R {r.Path}"),
            .. removal.Snapshots.Select(s => $"S {s.Path}"),
            .. removal.Content.Select(d => $"C {d.Hex}"),
        ]), cancellation: cancellation);

    // Most files of a snapshot are those of the one before: it is copied by links. A damaged one is no base.
    private async Task<(string? Id, IReadOnlyList<SnapshotFile>)> FindBaseAsync(
        StoredMirror? mirror, CancellationToken cancellation)
    {
        // The newest one whose packages are in retained/.
        if (mirror?.Snapshots.LastOrDefault(s => s.IsRetained) is not { } newest) return (null, []);
        return await SnapshotReader.TryReadAsync(this, newest, cancellation) is { } manifest
            ? (newest.Id, manifest.Files)
            : (null, []);
    }
}
