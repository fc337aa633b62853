namespace Argosy.Toolchains.Processes;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + n where signal n ended it.</param>
/// <param name="Output">Standard output, line ends as LF.</param>
/// <param name="Error">Standard error, likewise.</param>
/// <param name="TimedOut">It was ended because its time was up.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error, bool TimedOut = false)
{
    /// <summary>Exit code 0, in time.</summary>
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>The last lines of what it said, for an error's cause.</summary>
    public string Tail(int lines = 12)
    {
        var said = string.IsNullOrWhiteSpace(Error) ? Output : Error;
        return string.Join('\n', said.TrimEnd().Split('\n').TakeLast(lines));
    }
}
