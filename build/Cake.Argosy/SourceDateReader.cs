using System.Globalization;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Cake.Argosy;

/// <summary>Reads the time stamp of outputs.</summary>
internal static class SourceDateReader
{
    private static readonly long s_last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The variable, else the last commit's time. Error ARG0722 if there is neither.</summary>
    public static SourceDate Read(string root)
    {
        if (Environment.GetEnvironmentVariable(SourceDate.Variable) is { Length: > 0 } set)
        {
            return long.TryParse(set, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= s_last
                    ? new SourceDate(seconds)
                    : throw new ArgosyException(new Diagnostic("ARG0722", new(SourceDate.Variable),
                        $"'{set}' is not a number of seconds within the calendar",
                        "Unset it or give seconds since 1970."));
        }

        var printed = RunGit(root);
        return long.TryParse(printed.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            ? new SourceDate(commit)
            : throw new ArgosyException(new Diagnostic("ARG0722", new(root),
                $"there is no commit to take the time from{Said(printed.Error)}",
                $"Build in a git clone, or set {SourceDate.Variable}."));
    }

    private static CommandResult RunGit(string root)
    {
        var log = new Command("git", "-C", root, "log", "-1", "--format=%ct")
        {
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" }
        };
        try
        {
            return CommandRunner.Silent.TryRunAsync(log, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            throw new ArgosyException(new Diagnostic("ARG0783", new("git"), "it can't be started",
                $"Run ./build.sh, which installs it, or set {SourceDate.Variable} to seconds since 1970."), e);
        }
    }

    // git's own reason, such as another owner of the folder.
    private static string Said(string error) =>
        error.Split('\n').FirstOrDefault(l => l.StartsWith("fatal: ", StringComparison.Ordinal)) is { } line
            ? $" ({line[7..].TrimEnd('.')})"
            : "";
}
