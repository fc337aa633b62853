namespace Argosy.Runtime;

/// <summary>A process's place in its cluster, from the variables of its launcher.</summary>
/// <param name="arguments">The command line.</param>
/// <param name="environment">The value of a variable, or null.</param>
/// <param name="addressOf">The address of a Slurm node; its name by default.</param>
internal sealed partial class LaunchVariables(
    string[] arguments, Func<string, string?> environment, Func<string, string>? addressOf = null)
{
    // Launchers, in the order of the search: one may run inside another. mpirun starts its daemons with srun, whose
    // variables their processes keep; srun is never started by mpirun.
    private static readonly (string Rank, string Size, string Name)[] s_launchers =
    [
        ("ARGOSY_LOCALITY", "ARGOSY_LOCALITIES", "argosy-launch"),
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", OpenMpi),
        ("SLURM_PROCID", "SLURM_STEP_NUM_TASKS", Slurm),
        ("PMI_RANK", "PMI_SIZE", "PMI"),
    ];

    /// <returns>Null if unset or empty.</returns>
    internal string? Find(string name)
    {
        if (name.StartsWith("ARGOSY_", StringComparison.Ordinal))
        {
            // A key file may be named on a command line, but never a key itself.
            var option = $"--{name.Replace('_', '-').ToLowerInvariant()}=";
            var argument = Array.Find(arguments, one => one.StartsWith(option, StringComparison.Ordinal));
            if (argument is not null)
                return argument.Substring(option.Length);
        }
        return environment(name) is { Length: > 0 } value ? value : null;
    }

    /// <returns>Number, count and root; null if no launcher sets them.</returns>
    internal (int Self, int Count, string? Root)? Place()
    {
        foreach (var (rank, size, name) in s_launchers)
        {
            if (!Launched(rank, size, name))
                continue;
            var (self, count) = (Number(rank, size), Number(size, rank));
            if (count < 1 || self < 0 || self >= count)
                throw ClusterException.Option(
                    rank, $"there is no number {self} among {count}", $"Set it below {size}.");
            return (self, count, count == 1 ? Find("ARGOSY_ROOT") : Root(name));
        }
        if (Find("ARGOSY_ROOT") is not null)
            throw ClusterException.Option(
                "ARGOSY_ROOT", "it is set, and nothing says which locality this is",
                "Set ARGOSY_LOCALITY and ARGOSY_LOCALITIES too.");
        return null;
    }

    // In a batch script or a shell of an allocation Slurm's variables describe the job, and a batch script has a number
    // too: only srun, which sets the number of tasks of its step, starts localities.
    private bool Launched(string rank, string size, string name) =>
        Find(size) is not null || (name != Slurm && Find(rank) is not null);

    private int Number(string name, string other) => Find(name) switch
    {
        null => throw ClusterException.Option(name, $"it isn't set, and {other} is", "Set both."),
        var text when int.TryParse(text, out var number) && number >= 0 => number,
        var text => throw ClusterException.Option(name, $"'{text}' isn't a number", "Set it to 0 or more."),
    };
}
