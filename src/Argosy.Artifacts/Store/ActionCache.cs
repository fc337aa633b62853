using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Store;

/// <summary>Results of tasks by what decided them, one small file each: <c>actions/ab/abcdef….json</c>. Its time stamp
/// says when it was last used.</summary>
/// <param name="folder">The cache's folder, see <see cref="CacheFolder"/>; made when something is kept.</param>
public sealed class ActionCache(string folder)
{
    internal const string ActionFolder = "actions";
    internal const string Extension = ".json";

    /// <summary>The result of this action; null where there is none, or none that this version can read.</summary>
    public ActionResult? TryFind(ActionKey key)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path) || ActionResultJson.TryRead(File.ReadAllBytes(path)) is not { ExitCode: 0 } result || result.Key != key) return null;
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return result;
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            // Collected in this moment, or another user's: a miss.
            return null;
        }
    }

    /// <summary>Keeps a result, in place of one with the same key. Its files have to be in the store by then.</summary>
    /// <exception cref="ArgumentException">The run failed.</exception>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0214: the cache can't be written.</exception>
    public void Keep(ActionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.ExitCode != 0) throw new ArgumentException($"{result.Task} ended with {result.ExitCode}: only good results are kept", nameof(result));
        try
        {
            AtomicFile.Write(PathOf(result.Key), stream => stream.Write(ActionResultJson.Write(result)));
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Unkept(folder, e);
        }
    }

    private string PathOf(ActionKey key)
    {
        var hex = key.ToString();
        return Path.Combine(folder, ActionFolder, hex[..2], hex + Extension);
    }
}
