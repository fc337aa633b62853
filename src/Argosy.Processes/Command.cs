namespace Argosy.Processes;

/// <summary>A program with its arguments as a list: nothing is ever inserted into a shell line.</summary>
/// <param name="Program">A name on PATH or a path.</param>
/// <param name="Arguments">As the program will see them.</param>
public sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Its working folder; the caller's by default.</summary>
    public string? Folder { get; init; }

    /// <summary>Variables set or, with null, removed.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Text for its standard input, which is otherwise empty.</summary>
    public string? Input { get; init; }

    /// <summary>Writes its standard input, instead of <see cref="Input"/>: an archive, for example. A program that ends
    /// before it has read everything is no error.</summary>
    public Func<Stream, CancellationToken, Task>? WriteInput { get; init; }

    /// <summary>Receives each line of its standard output, instead of the runner's log.</summary>
    public Action<string>? OutputLine { get; init; }

    /// <summary>Receives each line of its standard error, instead of the runner's log.</summary>
    public Action<string>? ErrorLine { get; init; }

    /// <summary>Its time limit, after which it and its children are ended.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The command as a user would type it: for logs only.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program).Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0
        && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_=+,./:@%".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
