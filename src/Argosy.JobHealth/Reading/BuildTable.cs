using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Artifacts;

namespace Argosy.JobHealth.Reading;

/// <summary>The table of builds, copied from Zuul's web page: columns separated by tabs.</summary>
/// <remarks>Job, project, branch, pipeline, change, duration, start, result; the job's cell begins with a mark and may
/// end with "(non-voting)".</remarks>
internal static partial class BuildTable
{
    private const string NonVoting = "(non-voting)";

    /// <summary>The build of a line; null if it isn't one.</summary>
    public static Build? TryRead(string line)
    {
        var cells = line.Split('\t', StringSplitOptions.TrimEntries);
        if (cells is not
            [
                var first, { Length: > 0 } project, var branch, { Length: > 0 } pipeline,
                var change, var duration, var started, { Length: > 0 } result
            ]
            || BuildTime.TryParse(started) is not { } start
            || Seconds(duration) is not { } seconds)
        {
            return null;
        }

        var voting = !first.EndsWith(NonVoting, StringComparison.Ordinal);
        var job = (voting ? first : first[..^NonVoting.Length]).TrimStart('✓', '✗', ' ').TrimEnd();
        if (job.Length == 0) return null;
        // The table has no build id; this digest of its columns is one, and the same for each reading.
        var uuid = Digest.Of($"{job}\n{project}\n{pipeline}\n{change}\n{started}").ToString();
        return new(uuid, project, job, pipeline, "", result, start, start.AddSeconds(seconds), seconds, voting,
            change.Length > 0 ? change : null)
        {
            Branch = branch.Length > 0 ? branch : null,
        };
    }

    /// <summary>Whether a line is the table's header.</summary>
    public static bool IsHead(string line) => line.StartsWith("Job\t", StringComparison.Ordinal);

    // "1 hr 0 mins 48 secs"
    private static int? Seconds(string text)
    {
        var sum = 0;
        var rest = Part().Replace(text, part =>
        {
            var unit = part.Groups[2].Value[0] switch { 'd' => 86400, 'h' => 3600, 'm' => 60, _ => 1 };
            sum += int.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * unit;
            return "";
        });
        return text.Length > 0 && string.IsNullOrWhiteSpace(rest) ? sum : null;
    }

    [GeneratedRegex(@"\b([0-9]{1,4}) (day|hr|min|sec)s?\b")]
    private static partial Regex Part();
}
