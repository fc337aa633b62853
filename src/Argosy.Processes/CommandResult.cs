namespace Argosy.Processes;

/// <summary>The result of a command.</summary>
/// <param name="ExitCode">Its exit code; 128 + n if signal n ended it.</param>
/// <param name="Output">Standard output, with LF line ends.</param>
/// <param name="Error">Standard error, with LF line ends.</param>
/// <param name="TimedOut">It was ended because its time was up.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error, bool TimedOut = false)
{
    /// <summary>Exit code 0, in time.</summary>
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>The last lines of its output, for an error's cause.</summary>
    public string Tail(int lines = 12)
    {
        var said = string.IsNullOrWhiteSpace(Error) ? Output : Error;
        return string.Join('\n', said.TrimEnd().Split('\n').TakeLast(lines));
    }
}
