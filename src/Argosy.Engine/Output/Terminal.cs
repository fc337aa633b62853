namespace Argosy.Engine.Output;

/// <summary>The capabilities of the output.</summary>
/// <param name="IsLive">Lines can be redrawn: an interactive terminal, not a file, a pipe or a CI log.</param>
/// <param name="HasColour">Signs may be coloured.</param>
/// <param name="Size">Columns and rows at this moment; a user may resize the window at any time.</param>
internal sealed record Terminal(bool IsLive, bool HasColour, Func<(int Columns, int Rows)> Size)
{
    /// <summary>A file, or a task's log.</summary>
    public static Terminal None { get; } = new(IsLive: false, HasColour: false, () => (80, 24));

    /// <summary>The process's own. <c>CI</c>, <c>TERM=dumb</c> and <c>NO_COLOR</c> have their usual meanings.</summary>
    public static Terminal OfConsole()
    {
        var live = !Console.IsOutputRedirected && !IsSet("CI")
            && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return new(live, live && !IsSet("NO_COLOR"), ConsoleSize);
    }

    /// <summary>A writer that writes each text at once. The console's own splits it into pieces of 256 characters,
    /// between which a terminal may paint.</summary>
    public TextWriter Unbroken(TextWriter output) => IsLive && ReferenceEquals(output, Console.Out)
        ? new StreamWriter(Console.OpenStandardOutput(), leaveOpen: true, bufferSize: 1 << 16)
        : output;

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    // A terminal of unknown size returns zero.
    private static (int Columns, int Rows) ConsoleSize()
    {
        var (columns, rows) = (Console.WindowWidth, Console.WindowHeight);
        return (columns > 0 ? columns : 80, rows > 0 ? rows : 24);
    }
}
