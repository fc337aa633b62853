using System.Globalization;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

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

        var printed = RunGit(root);
        return long.TryParse(printed.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            ? new(commit)
            : throw new ArgosyException(new Diagnostic("ARG0722", new(root), $"there is no commit to take the time from{Said(printed.Error)}",
                $"Build in a git clone, or set {Variable}."));
    }

    private static CommandResult RunGit(string root)
    {
        var log = new Command("git", "-C", root, "log", "-1", "--format=%ct") { Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" } };
        try
        {
            return CommandRunner.Silent.TryRunAsync(log, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            throw new ArgosyException(new Diagnostic("ARG0783", new("git"), "it can't be started",
                $"Run ./build.sh, which installs it, or set {Variable} to seconds since 1970."), e);
        }
    }

    // git's own reason, such as another owner of the folder.
    private static string Said(string error) =>
        error.Split('\n').FirstOrDefault(l => l.StartsWith("fatal: ", StringComparison.Ordinal)) is { } line ? $" ({line[7..].TrimEnd('.')})" : "";

    /// <inheritdoc />
    public override string ToString() => Seconds.ToString(CultureInfo.InvariantCulture);
}
