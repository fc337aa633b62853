using System.Text;

namespace Argosy.Release.Reproduction;

/// <summary>Finds in what two files differ, down to the members of archives within archives and the sections of
/// programs.</summary>
internal static class FileComparison
{
    // No real package is nested so deep; a crafted one might be.
    private const int MostDeep = 12;

    /// <summary>The differences, in the order of the first file's members; none for the same bytes.</summary>
    public static async Task<IReadOnlyList<Difference>> CompareAsync(
        string name, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        await CompareAsync(name, Path.GetFileName(name), first, second, 0, found, cancellation);
        return found;
    }

    private static async Task CompareAsync(
        string path, string name, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, int depth,
        List<Difference> found, CancellationToken cancellation)
    {
        if (first.Span.SequenceEqual(second.Span)) return;
        if (depth == MostDeep
            || await Containers.TryOpenAsync(name, first, cancellation) is not { } one
            || await Containers.TryOpenAsync(name, second, cancellation) is not { } other)
        {
            found.Add(new(path, DifferenceKind.Content, Bytes(first.Span, second.Span)));
            return;
        }

        var before = found.Count;
        var (firsts, seconds) = (Numbered(one), Numbered(other));
        foreach (var key in firsts.Keys.Where(k => !seconds.ContainsKey(k)))
            found.Add(new($"{path}!{key}", DifferenceKind.OnlyFirst, "only the first build has it"));
        foreach (var key in seconds.Keys.Where(k => !firsts.ContainsKey(k)))
            found.Add(new($"{path}!{key}", DifferenceKind.OnlySecond, "only the second build has it"));
        if (Misplaced(firsts, seconds) is var (here, there))
            found.Add(new(path, DifferenceKind.Order, $"where the first build has {here}, the second has {there}"));
        foreach (var (key, member) in firsts.Where(m => seconds.ContainsKey(m.Key)))
        {
            var counterpart = seconds[key];
            foreach (var (left, right) in member.Properties.Zip(counterpart.Properties).Where(p => p.First != p.Second))
                found.Add(new($"{path}!{key}", DifferenceKind.Metadata,
                    $"its {left.Key} is {Shown(left.Value)}, and {Shown(right.Value)} in the second build"));
            await CompareAsync($"{path}!{key}", Path.GetFileName(member.Name), member.Content, counterpart.Content,
                depth + 1, found, cancellation);
        }

        if (found.Count == before)
            found.Add(new(path, DifferenceKind.Packing,
                $"its members are the same, and are packed differently: {Bytes(first.Span, second.Span)}"));
    }

    // A name that is there several times gets a number.
    private static OrderedDictionary<string, Member> Numbered(IReadOnlyList<Member> members)
    {
        var numbered = new OrderedDictionary<string, Member>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            var key = member.Name;
            for (var n = 2; numbered.ContainsKey(key); n++) key = $"{member.Name}#{n}";
            numbered.Add(key, member);
        }

        return numbered;
    }

    private static (string Here, string There)? Misplaced(
        OrderedDictionary<string, Member> firsts, OrderedDictionary<string, Member> seconds)
    {
        var common = firsts.Keys.Where(seconds.ContainsKey).Zip(seconds.Keys.Where(firsts.ContainsKey));
        foreach (var (here, there) in common)
        {
            if (here != there) return (here, there);
        }

        return null;
    }

    private static string Bytes(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var at = first.CommonPrefixLength(second);
        var size = first.Length == second.Length
            ? $"{first.Length} bytes in both"
            : $"{first.Length} and {second.Length} bytes";
        return IsText(first) && IsText(second)
            ? $"line {1 + first[..at].Count((byte)'\n')} is '{LineAt(first, at)}', and '{LineAt(second, at)}' "
                + "in the second build"
            : $"the bytes differ from offset {at} on ({size})";
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) =>
        !bytes[..Math.Min(bytes.Length, 1 << 16)].ContainsAnyInRange<byte>(0, 8);

    private static string LineAt(ReadOnlySpan<byte> bytes, int at)
    {
        const int most = 80;
        var start = bytes[..at].LastIndexOf((byte)'\n') + 1;
        var rest = bytes[start..];
        var end = rest.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).TrimEnd('\r');
        return line.Length > most ? $"{line[..most]}…" : line;
    }

    private static string Shown(string value) => value.Length == 0 ? "empty" : $"'{value}'";
}
