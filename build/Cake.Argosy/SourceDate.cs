using System.Diagnostics;
using System.Globalization;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy;

/// <summary>The one clock that outputs are allowed to read.</summary>
/// <param name="Seconds">Since 1970-01-01, UTC.</param>
public sealed record SourceDate(long Seconds)
{
    /// <summary>The environment's variable that sets it (reproducible-builds.org).</summary>
    public const string Variable = "SOURCE_DATE_EPOCH";

    private static readonly long s_last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>As a time stamp.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <summary>The variable, else the last commit's time. Error ARG0722 where there is neither.</summary>
    public static SourceDate Of(string root)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set)
        {
            return long.TryParse(set, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= s_last
                ? new(seconds)
                : throw new ArgosyException(new Diagnosis("ARG0722", new(Variable), $"'{set}' is not a number of seconds within the calendar",
                    "Unset it or give seconds since 1970."));
        }

        using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, "log", "-1", "--format=%ct"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var printed = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return long.TryParse(printed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            ? new(commit)
            : throw new ArgosyException(new Diagnosis("ARG0722", new(root), "there is no commit to take the time from",
                $"Build in a git clone, or set {Variable}."));
    }

    /// <inheritdoc />
    public override string ToString() => Seconds.ToString(CultureInfo.InvariantCulture);
}
