using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Execution;

/// <summary>Error ARG0706: a signal ended the run.</summary>
/// <param name="signal">Its number.</param>
internal sealed class InterruptedException(int signal)
    : Exception(new Diagnostic("ARG0706", new("build"), "it was interrupted",
        "Run the same command again: finished tasks are not repeated.").ToString())
{
    /// <summary>The process's exit code, as a shell reports the signal.</summary>
    public int ExitCode { get; } = 128 + signal;
}
