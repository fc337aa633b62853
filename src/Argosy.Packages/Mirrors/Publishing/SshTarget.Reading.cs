using System.Globalization;
using System.Text;
using Argosy.Artifacts;

namespace Argosy.Packages.Mirrors.Publishing;

internal sealed partial class SshTarget
{
    private const int NotThere = 4;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    public async Task<IReadOnlyList<StoredMirror>> ListAsync(CancellationToken cancellation)
    {
        var snapshots = new List<StoredSnapshot>();
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Lines(await _shell.RunAsync("list", [], cancellation: cancellation)))
        {
            if (line.Split('\t', 5) is ["S", var path, var signature, var retained, var text]
                && path.LastIndexOf('/') is var slash)
                snapshots.Add(new(path[..slash], path[(slash + 1)..], $"{text}\n",
                    signature == "-" ? null : Convert.FromBase64String(signature), retained == "+"));
            else if (line.Split('\t') is ["L", var mirror, var target]) links[mirror] = target;
        }

        return
        [
            .. snapshots.GroupBy(s => s.Mirror, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new StoredMirror(
                    g.Key, links.TryGetValue(g.Key, out var link) ? TargetLayout.IdOf(g.Key, link) : null,
                    [.. g.OrderBy(s => s.Number).ThenBy(s => s.Id, StringComparer.Ordinal)])),
        ];
    }

    public async Task<byte[]?> FindAsync(string path, CancellationToken cancellation)
    {
        var result = await _shell.RunAsync("find", [path], allowed: NotThere, cancellation: cancellation);
        return result.ExitCode == NotThere ? null : Encoding.UTF8.GetBytes(result.Output);
    }

    public async Task<IReadOnlySet<Digest>> FindMissingAsync(
        IReadOnlyCollection<Digest> digests, CancellationToken cancellation) =>
        Digests(await _shell.RunAsync(
            "missing", [], SshShell.Lines(digests.Select(d => d.Hex)), cancellation: cancellation)).ToHashSet();

    public async Task<IReadOnlyCollection<Digest>> ListContentAsync(CancellationToken cancellation) =>
        [.. Digests(await _shell.RunAsync("contents", [], cancellation: cancellation))];

    public async Task<IReadOnlyDictionary<string, FoundFile>> ReadTreeAsync(
        string folder, IReadOnlyCollection<string> hashed, CancellationToken cancellation)
    {
        var found = new Dictionary<string, FoundFile>(StringComparer.Ordinal);
        var output = await _shell.RunAsync("tree", [folder], SshShell.Lines(hashed), cancellation: cancellation);
        foreach (var line in Lines(output))
        {
            if (line.Split(' ', 4) is ["F", var mode, var size, var name])
            {
                var type = int.Parse(mode, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & TypeMask;
                if (type != Folder)
                    found[name[2..]] = new(
                        type == RegularFile ? long.Parse(size, CultureInfo.InvariantCulture) : -1, null);
            }
            else if (line.Split("  ./", 2) is [var hex, var path] && Digest.TryParse(hex) is { } digest
                && found.TryGetValue(path, out var file))
            {
                found[path] = file with { Digest = file.Size < 0 ? null : digest };
            }
            else
            {
                // The rest of a name with a line feed.
                found[line] = new(-1, null);
            }
        }

        return found;
    }

    private static IEnumerable<string> Lines(Processes.CommandResult result) =>
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<Digest> Digests(Processes.CommandResult result) =>
        Lines(result).Select(l => Digest.TryParse(l)).OfType<Digest>();
}
