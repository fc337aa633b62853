using System.Diagnostics;
using System.Globalization;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy;

/// <summary>The only clock that outputs may depend on.</summary>
/// <param name="Seconds">Since 1970-01-01, UTC.</param>
public sealed record SourceDate(long Seconds)
{
    /// <summary>The environment's variable that sets it (reproducible-builds.org).</summary>
    public const string Variable = "SOURCE_DATE_EPOCH";

    private static readonly long s_last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>As a time stamp.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <summary>The variable, else the last commit's time. Error ARG0722 if there is neither.</summary>
    public static SourceDate Of(string root)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set)
        {
            return long.TryParse(set, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= s_last
                ? new(seconds)
                : throw new ArgosyException(new Diagnostic("ARG0722", new(Variable), $"'{set}' is not a number of seconds within the calendar",
                    "Unset it or give seconds since 1970."));
        }

        using var git = StartGit(root);
        var error = git.StandardError.ReadToEndAsync();
        var printed = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return long.TryParse(printed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            ? new(commit)
            : throw new ArgosyException(new Diagnostic("ARG0722", new(root), $"there is no commit to take the time from{Said(error.Result)}",
                $"Build in a git clone, or set {Variable}."));
    }

    private static Process StartGit(string root)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("git", ["-C", root, "log", "-1", "--format=%ct"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C" },
            })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ArgosyException(new Diagnostic("ARG0783", new("git"), $"it can't be started: {e.Message.TrimEnd('.')}",
                $"Run ./build.sh, which installs it, or set {Variable} to seconds since 1970."), e);
        }
    }

    // git's own reason, such as another owner of the folder.
    private static string Said(string error) =>
        error.Split('\n').FirstOrDefault(l => l.StartsWith("fatal: ", StringComparison.Ordinal)) is { } line ? $" ({line[7..].TrimEnd('.')})" : "";

    /// <inheritdoc />
    public override string ToString() => Seconds.ToString(CultureInfo.InvariantCulture);
}
