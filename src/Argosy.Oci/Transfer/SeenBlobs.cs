using System.Text;
using Argosy.Artifacts;

namespace Argosy.Oci.Transfer;

/// <summary>Remembers in which repositories of a registry a blob was seen, so that another repository of it takes the
/// blob from there instead of receiving its bytes.</summary>
/// <remarks>Only hints: a wrong or lost one costs a request. A file for each registry, a line for each blob and
/// repository, the newest last.</remarks>
/// <param name="folder">The folder of the files; null to remember nothing.</param>
/// <param name="registry">The registry's host and port.</param>
internal sealed class SeenBlobs(string? folder, string registry)
{
    private const int MostLines = 20_000;
    private const int MostRepositories = 2;
    private readonly Lock _lock = new();
    private readonly List<(Digest Blob, string Repository)> _new = [];
    private ILookup<Digest, string>? _known;

    private string? File => folder is null
        ? null
        : Path.Combine(folder, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(registry)) is { Length: <= 200 } name
            ? name
            : Digest.Of(registry).Hex);

    /// <summary>Other repositories that may have the blob, the most recent first.</summary>
    public IEnumerable<string> Of(Digest blob, string otherThan)
    {
        lock (_lock)
        {
            _known ??= Read().ToLookup(s => s.Blob, s => s.Repository);
            return [.. _known[blob].Reverse().Where(r => r != otherThan).Distinct().Take(MostRepositories)];
        }
    }

    /// <summary>The repository has the blob.</summary>
    public void Add(Digest blob, string repository)
    {
        lock (_lock) _new.Add((blob, repository));
    }

    /// <summary>Keeps what was added. An unwritable folder is ignored.</summary>
    public void Save()
    {
        if (File is not { } file) return;
        lock (_lock)
        {
            try
            {
                var before = Read();
                var all = before.Except(_new).Concat(_new.Distinct()).TakeLast(MostLines).ToList();
                if (!all.SequenceEqual(before))
                    AtomicFile.Write(file, string.Concat(all.Select(s => $"{s.Blob} {s.Repository}\n")));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It only saves time.
            }
        }
    }

    private List<(Digest Blob, string Repository)> Read()
    {
        var seen = new List<(Digest, string)>();
        if (File is not { } file || !System.IO.File.Exists(file)) return seen;
        try
        {
            foreach (var line in System.IO.File.ReadLines(file))
            {
                if (line.Split(' ') is [var digest, var repository] && Digest.TryParse(digest) is { } blob)
                    seen.Add((blob, repository));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As if there were none.
        }

        return seen;
    }
}
