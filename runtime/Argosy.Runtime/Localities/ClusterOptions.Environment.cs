namespace Argosy.Runtime;

/// <summary>The variables that launchers set for the processes that they start.</summary>
public sealed partial record ClusterOptions
{
    /// <summary>
    /// The launcher's settings: ARGOSY_LOCALITY, ARGOSY_LOCALITIES, ARGOSY_ROOT, ARGOSY_PARCELPORT, ARGOSY_LISTEN and
    /// ARGOSY_KEY_FILE first, as <c>argosy-launch</c> sets them; else those of Open MPI's mpirun, srun or a PMI
    /// launcher. Without any of them there is one locality. If a Slurm node has a name that no host has, scontrol gives
    /// its address.
    /// </summary>
    /// <param name="args">
    /// The command line: <c>--argosy-locality=1</c> means ARGOSY_LOCALITY and so on, and overrides it. Others are
    /// ignored.
    /// </param>
    /// <exception cref="ClusterException">ARG0840: a variable is invalid, or one is missing.</exception>
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
