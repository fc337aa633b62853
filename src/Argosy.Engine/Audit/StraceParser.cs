using System.Globalization;

namespace Argosy.Engine.Audit;

/// <summary>Parses the output of <c>strace -f -y -o</c>: one line per call, or two if other calls came in
/// between.</summary>
internal static class StraceParser
{
    private const string Unfinished = " <unfinished ...>";
    private const string Resumed = " resumed>";
    private const string PidChanged = " <pid changed to ";
    private const string SupersededBy = "+++ superseded by execve in pid ";

    // An execve by a thread other than a process's first continues under the process's number, and only if it
    // succeeded; the result in its second half isn't reliable.
    private const string Success = ") = 0";

    /// <summary>The calls, in the order in which they ended. Failed ones are skipped, except the calls that are marks;
    /// so are other lines.</summary>
    /// <param name="lines">Each <c>number  call</c>; bytes beyond ASCII are escaped in them.</param>
    public static IEnumerable<TracedCall> Read(IEnumerable<string> lines)
    {
        var begun = new Dictionary<int, string>();
        foreach (var line in lines)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0
                || !int.TryParse(
                    line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var thread)) continue;
            var text = line[space..].TrimStart();
            if (text.StartsWith(SupersededBy, StringComparison.Ordinal))
            {
                var other = text[SupersededBy.Length..].Split(' ')[0];
                if (begun.Remove(int.Parse(other, CultureInfo.InvariantCulture), out var half)
                    && TryRead(thread, half + Success) is { } started)
                    yield return started;
                yield return new(thread, TracedCall.Superseded, [other], "");
            }
            else if (text.IndexOf(PidChanged, StringComparison.Ordinal) is > 0 and var changed
                && text.EndsWith("...>", StringComparison.Ordinal))
            {
                if (TryRead(thread, text[..changed] + Success) is { } started) yield return started;
            }
            else if (text.StartsWith("+++", StringComparison.Ordinal))
            {
                begun.Remove(thread);
                yield return new(thread, TracedCall.Ended, [], "");
            }
            else if (text.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                begun[thread] = text[..^Unfinished.Length];
            }
            else if (Whole(text, thread, begun) is { } whole && TryRead(thread, whole) is { } call)
            {
                yield return call;
            }
        }
    }

    private static string? Whole(string text, int thread, Dictionary<int, string> begun)
    {
        if (!text.StartsWith("<... ", StringComparison.Ordinal)) return text;
        var rest = text.IndexOf(Resumed, StringComparison.Ordinal);
        return rest > 0 && begun.Remove(thread, out var first) ? first + text[(rest + Resumed.Length)..] : null;
    }

    private static TracedCall? TryRead(int thread, string text)
    {
        var mark = text.StartsWith("access(", StringComparison.Ordinal)
            || text.StartsWith("faccessat", StringComparison.Ordinal);
        // Half of all calls look for missing files: these need no further parsing.
        if (!mark && text.Contains(" = -1 E", StringComparison.Ordinal) && text.EndsWith(')')) return null;
        if (StraceText.TrySplit(text) is not var (name, arguments, result)) return null;
        var call = new TracedCall(thread, name, StraceText.Arguments(arguments), result);
        return call.Failed && !mark ? null : call;
    }
}
