namespace Argosy.Runtime;

/// <summary>What launchers tell the processes that they start.</summary>
public sealed partial record ClusterOptions
{
    /// <summary>
    /// What the process's launcher says: ARGOSY_LOCALITY, ARGOSY_LOCALITIES, ARGOSY_ROOT, ARGOSY_PARCELPORT, ARGOSY_LISTEN and
    /// ARGOSY_KEY_FILE first, as <c>argosy-launch</c> sets them; else what mpirun of Open MPI, srun or a PMI launcher says.
    /// Without any of them the process is alone. Where a node of Slurm's has a name that no host has, scontrol is asked for its address.
    /// </summary>
    /// <param name="args">
    /// The command line: <c>--argosy-locality=1</c> stands for ARGOSY_LOCALITY and so on, and goes before it. Others are passed over.
    /// </param>
    /// <exception cref="ClusterException">ARG0840: a variable can't be understood, or one is missing beside the others.</exception>
    public static ClusterOptions FromEnvironment(string[]? args = null) =>
        From(new LaunchVariables(args ?? [], Environment.GetEnvironmentVariable, SlurmNode.Address));

    internal static ClusterOptions From(LaunchVariables variables)
    {
        var options = variables.Place() is var (self, count, root)
            ? new ClusterOptions { Self = self, Count = count, Root = root }
            : new ClusterOptions();
        return (options with
        {
            Parcelport = variables.Find("ARGOSY_PARCELPORT") ?? options.Parcelport,
            Listen = variables.Find("ARGOSY_LISTEN"),
            SharedKey = variables.Find("ARGOSY_KEY_FILE") is { } file ? SharedKey.FromFile(file) : null,
        }).Validate();
    }
}
