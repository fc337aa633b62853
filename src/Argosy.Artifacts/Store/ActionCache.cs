using System.Globalization;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Store;

/// <summary>Results of tasks by action key, one small file each: <c>actions/ab/abcdef….json</c>. Its time stamp is the
/// time of its last use.</summary>
/// <param name="folder">The cache's folder, see <see cref="CacheFolder"/>; created on the first write.</param>
public sealed class ActionCache(string folder)
{
    internal const string ActionFolder = "actions";
    internal const string Extension = ".json";

    // A blob is read-only and may contain any task output, so a blob that was moved here is no entry. Nor is a file
    // with a second name, which anybody may own.
    private const UnixFileMode EntryMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The result of this action; null if there is none that this version can read.</summary>
    public ActionResult? TryFind(ActionKey key) => TryFind(key, CacheTrust.Any, _ => { })?.Result;

    /// <summary>The same if other users may write to the folder, or results came from a registry.</summary>
    /// <param name="key">Of the action.</param>
    /// <param name="trust">Whose results are accepted besides those of this user and of root.</param>
    /// <param name="refused">Receives the reason why a result is rejected.</param>
    public KeptResult? TryFind(ActionKey key, CacheTrust trust, Action<Diagnostic> refused)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(refused);
        try
        {
            var path = PathOf(key);
            if (TryRead(path) is not var (bytes, owner)) return null;
            if (ActionResultJson.TryReadKept(bytes) is not { Result.ExitCode: 0 } kept || kept.Result.Key != key)
                return null;
            if (Refusal(kept, owner, trust) is { } refusal)
            {
                refused(refusal);
                return null;
            }

            Touch(path);
            return SharedFolder.IsOwn(owner) ? kept : kept with { From = kept.From ?? UserOf(owner) };
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            // Just collected, or unreadable: a miss.
            return null;
        }
    }

    /// <summary>Stores a result and replaces one with the same key. Its files must already be in the store.</summary>
    /// <exception cref="ArgumentException">The run failed.</exception>
    /// <exception cref="ArgosyException">ARG0214: the cache can't be written.</exception>
    public void Keep(ActionResult result) => Keep(new KeptResult(result));

    /// <summary>The same with its signature and its source.</summary>
    public void Keep(KeptResult kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var result = kept.Result;
        if (result.ExitCode != 0)
            throw new ArgumentException(
                $"{result.Task} ended with {result.ExitCode}: only good results are kept", nameof(kept));
        try
        {
            var path = PathOf(result.Key);
            SharedFolder.Make(folder, Path.GetDirectoryName(path)!);
            var shared = SharedFolder.IsShared(folder);
            AtomicFile.Write(path, stream =>
            {
                stream.Write(ActionResultJson.Write(kept));
                // Regardless of the umask: the users who share the cache read it.
                if (shared && stream is FileStream file) File.SetUnixFileMode(file.SafeFileHandle, EntryMode);
            });
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Unkept(folder, e);
        }
    }

    private Diagnostic? Refusal(KeptResult kept, FileStatus file, CacheTrust trust)
    {
        var isOwn = SharedFolder.IsOwn(file);
        if (isOwn && kept.From is null) return null;
        var place = isOwn ? $"{folder} (from {HarmlessText.OfLine(kept.From!)})" : $"{folder} (of {UserOf(file)})";
        if (trust.Refusal(place, kept.Result, kept.Signature, () => ResultSignature.Statement(kept.Result))
            is { } refusal)
            return refusal;
        return isOwn || trust.Policy == TrustPolicy.Any || trust.Knows(kept.Signature)
            || !SharedFolder.IsOpenToAll(folder)
            ? null
            : new("ARG0264", new(place),
                $"the result of {HarmlessText.OfLine(kept.Result.Task)} isn't taken: "
                + "every user of this machine may write to the cache, and it isn't signed",
                "Let a group share the folder instead (mode 2775), "
                + "or let builds sign with --cache-key=FILE and list the keys in --cache-trust=FILE.");
    }

    private static string UserOf(FileStatus file) => string.Create(CultureInfo.InvariantCulture, $"user {file.Owner}");

    // Reads the file whose owner was checked, even if another replaces it in between.
    private static (byte[] Bytes, FileStatus File)? TryRead(string path)
    {
        if (Posix.TryStatus(path, follow: false) is not { IsFile: true, Links: 1 } named) return null;
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        if (Posix.TryStatus(handle) is not { } status || status.Inode != named.Inode) return null;
        if (!BlobName.ModeOf(status.Mode).HasFlag(UnixFileMode.UserWrite)) return null;
        var bytes = new byte[status.Size];
        var length = 0;
        for (int read;
            length < bytes.Length && (read = RandomAccess.Read(handle, bytes.AsSpan(length), length)) > 0;)
            length += read;
        return length == bytes.Length ? (bytes, status) : null;
    }

    // Only the owner can set the time of use; another user's file keeps its time.
    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
        }
    }

    private string PathOf(ActionKey key)
    {
        var hex = key.ToString();
        return Path.Combine(folder, ActionFolder, hex[..2], hex + Extension);
    }
}
