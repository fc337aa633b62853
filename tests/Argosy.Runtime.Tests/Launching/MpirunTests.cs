using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>Open MPI's mpirun as a launcher of programs without MPI.</summary>
public sealed class MpirunTests
{
    private const string Mpirun = "/usr/bin/mpirun";
    private static readonly string[] s_two = [Mpirun, "-n", "2", "--allow-run-as-root", "--oversubscribe"];

    [MpirunFact]
    public async Task Localities_form_a_cluster_from_its_variables_alone_and_call_each_other()
    {
        using var run = DotnetProcess.By(s_two, "Locality", "call");
        var (code, output, errors) = await run.EndAsync(SlurmCluster.s_wait);
        code.ShouldBe(0, output + errors);
        string[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order()];
        lines.ShouldBe(["0 of 2 on this machine: 44 from 1", "1 of 2 on this machine: 42 from 0"], errors);
    }

    private sealed class MpirunFactAttribute : FactAttribute
    {
        public MpirunFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
            : base(file, line)
        {
            if (!File.Exists(Mpirun))
                Skip = "mpirun isn't installed (apt-get install openmpi-bin)";
        }
    }
}
