namespace Argosy.Runtime.Launch;

/// <summary>The program to start, the number of localities and the method.</summary>
/// <param name="Count">Localities.</param>
/// <param name="Parcelport">As in ARGOSY_PARCELPORT; null uses the program's default.</param>
/// <param name="Slurm">Whether srun starts them.</param>
/// <param name="Bind">Whether each locality of this machine gets its own share of the cores.</param>
/// <param name="DryRun">Whether to print the commands instead of starting them.</param>
/// <param name="Timeout">The time limit of the run; null for none.</param>
/// <param name="Command">The program and its arguments.</param>
internal sealed record LaunchOptions(
    int Count, string? Parcelport, bool Slurm, bool Bind, bool DryRun, TimeSpan? Timeout, IReadOnlyList<string> Command)
{
    /// <summary>dotnet runs an assembly; any other program is run directly.</summary>
    internal IReadOnlyList<string> Program =>
        Command[0].EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ["dotnet", .. Command] : Command;
}
