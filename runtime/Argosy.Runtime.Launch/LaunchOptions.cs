namespace Argosy.Runtime.Launch;

/// <summary>What to start, how often and how.</summary>
/// <param name="Count">Localities.</param>
/// <param name="Parcelport">As in ARGOSY_PARCELPORT; null leaves it to the program.</param>
/// <param name="Slurm">Whether srun starts them.</param>
/// <param name="Bind">Whether each locality of this machine gets its share of the cores alone.</param>
/// <param name="DryRun">Whether to say what would be started instead.</param>
/// <param name="Timeout">After which all are ended; null for none.</param>
/// <param name="Command">The program and its arguments.</param>
internal sealed record LaunchOptions(
    int Count, string? Parcelport, bool Slurm, bool Bind, bool DryRun, TimeSpan? Timeout, IReadOnlyList<string> Command)
{
    /// <summary>An assembly is run by dotnet, anything else by itself.</summary>
    internal IReadOnlyList<string> Program =>
        Command[0].EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ["dotnet", .. Command] : Command;
}
