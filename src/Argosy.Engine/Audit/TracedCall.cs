namespace Argosy.Engine.Audit;

/// <summary>A completed system call in strace's output.</summary>
/// <param name="Thread">The calling thread.</param>
/// <param name="Name">The call, such as <c>openat</c>; or one of the two constants below.</param>
/// <param name="Arguments">As written, with quotes: <see cref="StraceText"/> parses them.</param>
/// <param name="Result">The text after the equals sign.</param>
internal sealed record TracedCall(int Thread, string Name, IReadOnlyList<string> Arguments, string Result)
{
    /// <summary>The thread has ended.</summary>
    public const string Ended = "+++";

    /// <summary>The thread in the only argument called <c>execve</c> and continues under its process's
    /// number.</summary>
    public const string Superseded = "superseded";

    /// <summary>It had no effect.</summary>
    public bool Failed => Result.StartsWith('-') || Result.StartsWith('?');
}
