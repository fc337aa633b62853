using Argosy.Artifacts;
using Argosy.Artifacts.Files;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>A folder of this machine that a web server serves.</summary>
/// <param name="root">The folder; it is made when something is published.</param>
public sealed partial class FolderTarget(string root) : IMirrorTarget
{
    private const UnixFileMode FileMode644 = (UnixFileMode)0b110_100_100;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private int _temporaries;

    /// <inheritdoc />
    public string Place => root;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public async Task<IAsyncDisposable> LockAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryLock() is { } held)
            {
                Guard(() =>
                {
                    Leftovers.Remove(At(TargetLayout.Incoming));
                    Directory.CreateDirectory(At(TargetLayout.Incoming));
                });
                return held;
            }

            if (TimeProvider.System.GetElapsedTime(until) >= patience) throw TargetFault.Locked(root);
            await Task.Delay(s_pause, cancellation);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlySet<Digest>> FindMissingAsync(
        IReadOnlyCollection<Digest> digests, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<Digest>>(
            digests.Where(d => !File.Exists(At(TargetLayout.Content(d)))).ToHashSet());

    /// <inheritdoc />
    public Task AddContentAsync(IReadOnlyDictionary<Digest, string> files, CancellationToken cancellation) =>
        Task.Run(() => Guard(() =>
        {
            foreach (var (digest, file) in files)
            {
                cancellation.ThrowIfCancellationRequested();
                var partial = Temporary();
                // Copied, never linked: the build may write its own file again.
                RegularFile.Copy(file, partial);
                File.SetUnixFileMode(partial, FileMode644);
                if (Digest.OfFile(partial) != digest)
                    throw TargetFault.Unusable(file, "the file changes while it is published");
                Make(TargetLayout.Content(digest));
                FileLinks.Rename(partial, At(TargetLayout.Content(digest)));
            }
        }), cancellation);

    /// <inheritdoc />
    public Task CreateAsync(
        Snapshot snapshot, SnapshotManifest manifest, byte[]? signature, CancellationToken cancellation) =>
        Task.Run(() => Guard(() =>
        {
            ArgumentNullException.ThrowIfNull(snapshot);
            ArgumentNullException.ThrowIfNull(manifest);
            var partial = Temporary();
            Directory.CreateDirectory(partial);
            File.WriteAllBytes(Path.Combine(partial, TargetLayout.Header), snapshot.Write());
            if (signature is not null)
                File.WriteAllBytes(Path.Combine(partial, TargetLayout.Signature), signature);
            File.WriteAllBytes(Path.Combine(partial, TargetLayout.Manifest), manifest.Text.Span);
            Fill(Path.Combine(partial, TargetLayout.Tree), manifest, cancellation);
            File.WriteAllText(Path.Combine(partial, TargetLayout.Unretained),
                Lines(manifest.Files.Where(f => MirrorPath.IsContent(f.Path))));
            var final = TargetLayout.Snapshot(snapshot.Mirror, snapshot.Id);
            Make(final);
            FileLinks.Rename(partial, At(final));
        }), cancellation);

    /// <inheritdoc />
    public Task SwitchAsync(string mirror, string id, CancellationToken cancellation)
    {
        Guard(() =>
        {
            Retain(mirror, id);
            // After a power failure, too, the link must not lead to a snapshot without its bytes.
            FileLinks.Flush(At($"{TargetLayout.Snapshot(mirror, id)}/{TargetLayout.Manifest}"));
            Make(TargetLayout.ServedLink(mirror));
            FileLinks.Switch(
                TargetLayout.LinkTarget(mirror, id), At(TargetLayout.ServedLink(mirror)), Temporary());
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task RemoveAsync(Removal removal, CancellationToken cancellation) => Task.Run(() => Guard(() =>
    {
        ArgumentNullException.ThrowIfNull(removal);
        foreach (var (snapshot, packages) in removal.Snapshots)
        {
            var list = At($"{TargetLayout.Snapshots}/{snapshot}/{TargetLayout.Unretained}");
            var partial = Temporary();
            File.WriteAllText(partial, (File.Exists(list) ? File.ReadAllText(list) : "") + Lines(packages));
            FileLinks.Rename(partial, list);
        }

        foreach (var (path, content) in removal.Retained)
        {
            var name = At($"{TargetLayout.Retained}/{path}");
            if (content is { } digest)
                FileLinks.HardReplacing(At(TargetLayout.Content(digest)), name, Temporary());
            else Leftovers.TryRemove(name);
        }

        foreach (var (snapshot, _) in removal.Snapshots)
        {
            // Never half of a snapshot under its name.
            var aside = Temporary();
            FileLinks.Rename(At($"{TargetLayout.Snapshots}/{snapshot}"), aside);
            Leftovers.TryRemove(aside);
        }

        foreach (var digest in removal.Content) Leftovers.TryRemove(At(TargetLayout.Content(digest)));
    }), cancellation);

    private void Fill(string tree, SnapshotManifest manifest, CancellationToken cancellation)
    {
        Directory.CreateDirectory(tree);
        var folder = "";
        foreach (var file in manifest.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Path.Combine(tree, file.Path);
            if (Path.GetDirectoryName(path) is { } parent && parent != folder)
                Directory.CreateDirectory(folder = parent);
            FileLinks.Hard(At(TargetLayout.Content(file.Digest)), path);
        }
    }

    // Only added to: an index that a reader has already leads to these, whatever is served next.
    private void Retain(string mirror, string id)
    {
        var list = At($"{TargetLayout.Snapshot(mirror, id)}/{TargetLayout.Unretained}");
        if (!File.Exists(list)) return;
        foreach (var line in File.ReadLines(list))
        {
            if (line.Split(' ', 2) is not [var hex, var path] || Digest.TryParse(hex) is not { } digest
                || !MirrorPath.IsSafe(path))
                throw TargetFault.Unusable(list, "it names no package");
            var name = $"{TargetLayout.Retained}/{mirror}/{path}";
            Make(name);
            FileLinks.HardReplacing(At(TargetLayout.Content(digest)), At(name), Temporary());
        }

        File.Delete(list);
    }

    private static string Lines(IEnumerable<SnapshotFile> packages) =>
        string.Concat(packages.Select(p => $"{p.Digest.Hex} {p.Path}\n"));

    // The kernel releases it when the process ends, so that it is never stale. flock(1) sees it, too.
    private FolderLock? TryLock()
    {
        try
        {
            Directory.CreateDirectory(root);
            return new(new(At(TargetLayout.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
        }
        catch (IOException) when (File.Exists(At(TargetLayout.Lock)))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TargetFault.Unusable(root, e.Message, e);
        }
    }

    private void Make(string path) => Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);

    private string Temporary() => At($"{TargetLayout.Incoming}/{Interlocked.Increment(ref _temporaries)}");

    private string At(string path) => Path.Combine(root, path);

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TargetFault.Unusable(root, e.Message, e);
        }
    }

    private sealed class FolderLock(FileStream file) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
