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
public sealed class MirrorVerifier(IMirrorTarget target, PublicKey? key)
{
    private const string Remedy =
        "Find out who may write to the target; then remove the target's files and publish all mirrors again.";
    private readonly List<Diagnostic> _errors = [];
    private int _files;

    /// <summary>Checks a mirror: the signature and the manifest of each snapshot, the files of the one that is served
    /// and those that indexes of earlier ones name. Errors in the result: ARG0596, ARG0597, ARG0598, ARG0599.</summary>
    /// <param name="mirror">The mirror.</param>
    /// <param name="all">Reads the files of each snapshot.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public async Task<VerifiedMirror> VerifyAsync(StoredMirror mirror, bool all, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mirror);
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
