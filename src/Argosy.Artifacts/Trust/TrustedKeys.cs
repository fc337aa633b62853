using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Trust;

/// <summary>The trusted keys: a line for each key, and comments that begin with <c>#</c>.</summary>
public sealed class TrustedKeys
{
    private readonly Dictionary<string, PublicKey> _keys = new(StringComparer.Ordinal);

    /// <summary>The number of keys.</summary>
    public int Count => _keys.Count;

    /// <summary>The key of this id; null if it isn't trusted.</summary>
    public PublicKey? TryFind(string id) => _keys.GetValueOrDefault(id);

    internal void Add(PublicKey key) => _keys[key.Id] = key;

    /// <summary>Adds the keys of a file. Error ARG0256 if it can't be read or has an invalid line.</summary>
    internal void AddFile(string path)
    {
        try
        {
            foreach (var (index, line) in File.ReadLines(path).Index())
            {
                var text = line.Trim();
                if (text.Length == 0 || text[0] == '#') continue;
                Add(PublicKey.TryParse(text) ?? throw new ArgosyException(new Diagnostic(
                    "ARG0256", new(path, index + 1), "the line is no public key",
                    $"Write '{PublicKey.Kind} BASE64', as 'argosy cache key show' prints it.")));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0256", new(path),
                $"the trusted keys can't be read ({e.Message.TrimEnd('.')})",
                "Write --cache-trust=any, content, signed, or the path of a file of public keys."), e);
        }
    }
}
