namespace Argosy.Images.Engines;

/// <summary>Exit codes of a container that the engine couldn't run: docker-run(1), podman-run(1), "exit
/// status".</summary>
internal static class EngineExit
{
    /// <summary>The engine can't make the container.</summary>
    public const int CantMake = 125;

    /// <summary>The program can't be started.</summary>
    public const int CantStart = 126;

    /// <summary>There is no such program.</summary>
    public const int NoProgram = 127;

    /// <summary>SIGKILL ended it.</summary>
    public const int Killed = 137;

    /// <summary>The code for a message with the words of runc or crun, which engines pass on.</summary>
    public static int Of(string message)
    {
        if (!Says("exec:") && !Says("executable file")) return CantMake;
        return Says("permission denied") || Says("is a directory") || Says("exec format error") ? CantStart
            : Says("no such file") || Says("not found") ? NoProgram
            : CantMake;

        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
    }
}
