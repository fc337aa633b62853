namespace Argosy.Runtime;

/// <summary>The root's address, if only the launcher's variables give it.</summary>
internal sealed partial class LaunchVariables
{
    private const string Slurm = "Slurm";
    private const string OpenMpi = "Open MPI";
    private const string Here = "127.0.0.1";

    // Below 32768, from which Linux assigns ports to connections.
    private const int FirstPort = 20_000;
    private const int Ports = 12_000;

    private string Root(string launcher)
    {
        if (Find("ARGOSY_ROOT") is { } root)
            return root;
        return launcher switch
        {
            Slurm => SlurmRoot(),
            OpenMpi when Find("OMPI_COMM_WORLD_LOCAL_SIZE") == Find("OMPI_COMM_WORLD_SIZE")
                && Find("PMIX_NAMESPACE") is { } run =>
                new HostAddress(Here, Port(run.Aggregate(0L, (sum, letter) => ((sum * 131) + letter) % Ports)))
                    .ToString(),
            _ => throw ClusterException.Option(
                "ARGOSY_ROOT", $"{launcher} doesn't say where the localities meet",
                "Set it to host:port of locality 0."),
        };
    }

    private string SlurmRoot()
    {
        var nodes = Find("SLURM_STEP_NODELIST") ?? Find("SLURM_JOB_NODELIST")
            ?? throw ClusterException.Option(
                "SLURM_STEP_NODELIST", "it isn't set",
                "Start the program with srun, or set ARGOSY_ROOT to host:port of locality 0.");
        var node = FirstNode(nodes);
        // Concurrent steps of one job, and jobs on one node, get different ports as far as possible.
        var job = Find("SLURM_JOB_ID") is null ? 0 : Number("SLURM_JOB_ID", "ARGOSY_ROOT");
        var step = Find("SLURM_STEP_ID") is null ? 0 : Number("SLURM_STEP_ID", "ARGOSY_ROOT");
        var host = Find("SLURM_STEP_NUM_NODES") == "1" ? Here : addressOf?.Invoke(node) ?? node;
        return new HostAddress(host, Port((job * 131L) + step)).ToString();
    }

    private static int Port(long seed) => FirstPort + (int)(seed % Ports);

    /// <summary>The first of <c>n[003-007,9],login1</c>: n003.
    /// The order is Slurm's, also that of its numbers.</summary>
    internal static string FirstNode(string list)
    {
        var open = list.IndexOf('[');
        var comma = list.IndexOf(',');
        if (open < 0 || (comma >= 0 && comma < open))
            return comma < 0 ? list : list.Substring(0, comma);
        var close = list.IndexOf(']', open);
        var first = close < 0 ? "" : list.Substring(open + 1, close - open - 1).Split(',', '-')[0];
        if (first.Length == 0)
            throw ClusterException.Option(
                "SLURM_STEP_NODELIST", $"'{list}' can't be understood", "Set ARGOSY_ROOT to host:port of locality 0.");
        var behind = list.Substring(close + 1);
        var end = behind.IndexOf(',');
        var suffix = end < 0 ? behind : behind.Substring(0, end);
        return $"{list.Substring(0, open)}{first}{(suffix.Length == 0 ? "" : FirstNode(suffix))}";
    }
}
