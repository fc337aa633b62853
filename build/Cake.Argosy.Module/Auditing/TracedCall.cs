namespace Cake.Argosy.Module.Auditing;

/// <summary>A system call that has ended, as strace wrote it down.</summary>
/// <param name="Thread">Who called.</param>
/// <param name="Name">The call, such as <c>openat</c>; or one of the two constants below.</param>
/// <param name="Arguments">As written, quotes and all: <see cref="StraceText"/> reads them.</param>
/// <param name="Result">What stands behind the equals sign.</param>
internal sealed record TracedCall(int Thread, string Name, IReadOnlyList<string> Arguments, string Result)
{
    /// <summary>The thread has ended.</summary>
    public const string Ended = "+++";

    /// <summary>The thread, named by the one argument, called <c>execve</c> and goes on under its process's number.</summary>
    public const string Superseded = "superseded";

    /// <summary>It had no effect.</summary>
    public bool Failed => Result.StartsWith('-') || Result.StartsWith('?');
}
