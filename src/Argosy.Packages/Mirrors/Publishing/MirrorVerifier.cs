using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>The result for a mirror.</summary>
/// <param name="Mirror">The mirror.</param>
/// <param name="Snapshots">The ids that were checked.</param>
/// <param name="Files">The number of files that were read.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record VerifiedMirror(
    string Mirror, IReadOnlyList<string> Snapshots, int Files, IReadOnlyList<Diagnostic> Errors);

/// <summary>Checks that a target has exactly the bytes that were published.</summary>
/// <param name="target">The target.</param>
/// <param name="key">The only key that is trusted; null to check no signatures.</param>
/// <param name="patience">How long to wait for a publisher, if the target changes all the time; null for ten
/// minutes.</param>
/// <remarks>It works beside publishers: an error counts only if the mirror's list of snapshots was the same before and
/// after. Publishers change that list before they add or remove names in <c>retained/</c>, and with each snapshot that
/// comes or goes.</remarks>
public sealed class MirrorVerifier(IMirrorTarget target, PublicKey? key, TimeSpan? patience = null)
{
    // After these the lock is taken, which publishers wait for.
    private const int AttemptsWithoutLock = 4;
    private const string Remedy =
        "Find out who may write to the target; then remove the target's files and publish all mirrors again.";
    private readonly List<Diagnostic> _errors = [];
    private int _files;

    /// <summary>Checks a mirror: the signature and the manifest of each snapshot, the files of the one that is served
    /// and those that indexes of earlier ones name. Errors in the result: ARG0596, ARG0597, ARG0598, ARG0599; thrown:
    /// ARG0593 if a publisher that changes the mirror all the time doesn't end.</summary>
    /// <param name="mirror">The mirror.</param>
    /// <param name="all">Reads the files of each snapshot.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public async Task<VerifiedMirror> VerifyAsync(StoredMirror mirror, bool all, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mirror);
        for (var attempt = 0; attempt < AttemptsWithoutLock; attempt++)
        {
            var result = await ReadAsync(mirror, all, cancellation);
            if (result.Errors.Count == 0) return result;
            var now = (await target.ListAsync(cancellation)).FirstOrDefault(m => m.Name == mirror.Name);
            if (now is not null && StateOf(now) == StateOf(mirror)) return result;
            mirror = now ?? mirror;
        }

        await using var held = await target.LockAsync(patience ?? TimeSpan.FromMinutes(10), cancellation);
        return await ReadAsync(
            await SnapshotReader.FindAsync(target, mirror.Name, cancellation), all, cancellation);
    }

    // What a publisher changes.
    private static string StateOf(StoredMirror mirror) => string.Join('\n',
        mirror.Snapshots.Select(s => $"{s.Id} {s.IsRetained}").Prepend(mirror.Current ?? ""));

    private async Task<VerifiedMirror> ReadAsync(StoredMirror mirror, bool all, CancellationToken cancellation)
    {
        _errors.Clear();
        _files = 0;
        var packages = new Dictionary<string, HashSet<(long, Digest)>>(StringComparer.Ordinal);
        var demanded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var snapshot in mirror.Snapshots)
        {
            if (await VerifyAsync(snapshot, cancellation) is not { } manifest) continue;
            foreach (var file in manifest.Files.Where(f => MirrorPath.IsContent(f.Path)))
            {
                if (!packages.TryGetValue(file.Path, out var known)) packages[file.Path] = known = [];
                known.Add((file.Size, file.Digest));
                if (snapshot.IsRetained || snapshot.Id == mirror.Current) demanded.Add(file.Path);
            }

            if (!all && snapshot.Id != mirror.Current) continue;
            await CompareAsync($"{TargetLayout.Snapshot(mirror.Name, snapshot.Id)}/{TargetLayout.Tree}",
                manifest.Files.ToDictionary(
                    f => f.Path, f => new HashSet<(long, Digest)> { (f.Size, f.Digest) }, StringComparer.Ordinal),
                [.. manifest.Files.Select(f => f.Path)], cancellation);
        }

        if (mirror.Snapshots.All(s => s.Id != mirror.Current))
            Report("ARG0599", TargetLayout.ServedLink(mirror.Name), "the mirror's link leads to no snapshot");
        await CompareAsync($"{TargetLayout.Retained}/{mirror.Name}", packages, demanded, cancellation);
        return new(mirror.Name, [.. mirror.Snapshots.Where(s => all || s.Id == mirror.Current).Select(s => s.Id)],
            _files, [.. _errors]);
    }

    private async Task<SnapshotManifest?> VerifyAsync(StoredSnapshot snapshot, CancellationToken cancellation)
    {
        var place = TargetLayout.Snapshot(snapshot.Mirror, snapshot.Id);
        if (key is not null && snapshot.Signature is null)
            Report("ARG0597", place, "the snapshot isn't signed");
        else if (key is not null && !SnapshotSignature.IsBy(key, snapshot.Text, snapshot.Signature!))
            Report("ARG0597", place, "the signature isn't this key's, or snapshot.json was changed");
        try
        {
            return await SnapshotReader.ReadAsync(target, snapshot, cancellation);
        }
        catch (ArgosyException e) when (e.Diagnostics[0].Id == "ARG0596")
        {
            _errors.AddRange(e.Diagnostics);
            return null;
        }
    }

    private async Task CompareAsync(
        string folder, Dictionary<string, HashSet<(long, Digest)>> expected, HashSet<string> demanded,
        CancellationToken cancellation)
    {
        var found = await target.ReadTreeAsync(folder, expected.Keys, cancellation);
        _files += found.Count;
        foreach (var (path, file) in found.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            if (!expected.TryGetValue(path, out var known))
                Report("ARG0598", $"{folder}/{path}", "the file was added: no manifest names it");
            else if (file.Size < 0)
                Report("ARG0598", $"{folder}/{path}", "it is no longer a file");
            else if (file.Digest is not { } digest || !known.Contains((file.Size, digest)))
                Report("ARG0598", $"{folder}/{path}", "the file's content isn't the one that was published");
        }

        foreach (var path in demanded.Where(p => !found.ContainsKey(p)).Order(StringComparer.Ordinal))
            Report("ARG0598", $"{folder}/{path}", "the file is missing");
    }

    private void Report(string id, string path, string cause) =>
        _errors.Add(new(id, new($"{target.Place}/{path}"), cause, Remedy));
}
