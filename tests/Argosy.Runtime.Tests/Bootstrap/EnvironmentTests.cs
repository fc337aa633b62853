namespace Argosy.Runtime.Tests.Bootstrap;

public sealed class EnvironmentTests
{
    private static readonly string[] s_step =
    [
        "SLURM_PROCID=1", "SLURM_STEP_NUM_TASKS=4", "SLURM_STEP_NODELIST=cloud[3-4]", "SLURM_JOB_ID=55",
        "SLURM_STEP_ID=1"
    ];

    [Fact]
    public void Without_a_launcher_a_process_is_alone()
    {
        var options = Read([]);
        (options.Self, options.Count, options.Root, options.Parcelport).ShouldBe((0, 1, null, "tcp"));
    }

    [Fact]
    public void The_own_launcher_goes_before_others()
    {
        var options = Read(
        [
            "ARGOSY_LOCALITY=1", "ARGOSY_LOCALITIES=3", "ARGOSY_ROOT=127.0.0.1:9", "ARGOSY_PARCELPORT=shm",
            "SLURM_PROCID=7", "SLURM_STEP_NUM_TASKS=8"
        ]);
        (options.Self, options.Count, options.Root, options.Parcelport).ShouldBe((1, 3, "127.0.0.1:9", "shm"));
    }

    [Fact]
    public void The_command_line_goes_before_the_environment()
    {
        var options = Read(
            ["ARGOSY_LOCALITY=1", "ARGOSY_LOCALITIES=3", "ARGOSY_ROOT=127.0.0.1:9"],
            "--other", "--argosy-locality=2", "--argosy-parcelport=fabric:tcp");
        (options.Self, options.Count, options.Parcelport).ShouldBe((2, 3, "fabric:tcp"));
    }

    [Fact]
    public void Slurm_says_all_that_is_needed()
    {
        var options = Read(
        [
            "SLURM_PROCID=2", "SLURM_STEP_NUM_TASKS=4", "SLURM_STEP_NODELIST=gpu[007-009,12]", "SLURM_JOB_ID=55",
            "SLURM_STEP_ID=1"
        ]);
        (options.Self, options.Count, options.Root).ShouldBe((2, 4, "gpu007:27206"));
    }

    [Fact]
    public void A_batch_script_and_a_shell_of_an_allocation_are_alone()
    {
        Read(["SLURM_PROCID=0", "SLURM_NTASKS=4", "SLURM_JOB_NODELIST=n[1-2]", "SLURM_JOB_ID=55"]).Count.ShouldBe(1);
        Read(["SLURM_NTASKS=4", "SLURM_JOB_NODELIST=n[1-2]", "SLURM_JOB_ID=55"]).Count.ShouldBe(1);
    }

    [Fact]
    public void On_one_node_of_Slurms_they_meet_on_its_loopback_interface() =>
        Read([.. s_step, "SLURM_STEP_NUM_NODES=1"]).Root.ShouldBe("127.0.0.1:27206");

    [Theory]
    [InlineData("10.0.0.7", "10.0.0.7:27206")]
    [InlineData("fd00::7", "[fd00::7]:27206")]
    public void On_several_they_meet_where_the_first_is_reached(string address, string root) =>
        Read([.. s_step, "SLURM_STEP_NUM_NODES=2"], [], node => node == "cloud3" ? address : "wrong")
            .Root.ShouldBe(root);

    [Theory]
    [InlineData("NodeName=na Arch=x NodeAddr=10.0.0.7 NodeHostName=h Port=6818", "10.0.0.7")]
    [InlineData("NodeName=na Comment=(NodeAddr=no) Port=6818", null)]
    [InlineData("Node nowhere not found", null)]
    public void Slurm_says_where_a_node_is_reached(string description, string? address) =>
        SlurmNode.AddressIn(description).ShouldBe(address);

    [Fact]
    public void A_name_that_a_host_has_and_one_that_nobody_knows_stay_as_they_are()
    {
        SlurmNode.Address("localhost").ShouldBe("localhost");
        SlurmNode.Address("no host; --at all").ShouldBe("no host; --at all");
    }

    [Theory]
    [InlineData("alpha", "alpha")]
    [InlineData("alpha,beta[1-3]", "alpha")]
    [InlineData("n[1-3]", "n1")]
    [InlineData("n[08,11-12],m1", "n08")]
    [InlineData("r[1-2]n[5-6]-ib,z", "r1n5-ib")]
    public void The_first_node_of_a_list(string list, string first) => LaunchVariables.FirstNode(list).ShouldBe(first);

    [Fact]
    public void What_mpirun_starts_on_one_machine_meets_there()
    {
        string[] run =
        [
            "OMPI_COMM_WORLD_SIZE=2", "OMPI_COMM_WORLD_LOCAL_SIZE=2", "PMIX_NAMESPACE=684326913",
            "SLURM_PROCID=0", "SLURM_STEP_NUM_TASKS=1"
        ];
        var (first, second) = (Read([.. run, "OMPI_COMM_WORLD_RANK=0"]), Read([.. run, "OMPI_COMM_WORLD_RANK=1"]));
        (first.Self, second.Self, second.Count).ShouldBe((0, 1, 2));
        first.Root.ShouldBe(second.Root);
        HostAddress.Parse(first.Root!).ShouldSatisfyAllConditions(
            at => at.Host.ShouldBe("127.0.0.1"), at => at.Port.ShouldBeInRange(20_000, 31_999));
    }

    [Fact]
    public void Open_MPI_on_several_machines_and_PMI_need_a_root()
    {
        Read(["OMPI_COMM_WORLD_RANK=1", "OMPI_COMM_WORLD_SIZE=2", "ARGOSY_ROOT=n1:7"]).Self.ShouldBe(1);
        Read(["PMI_RANK=0", "PMI_SIZE=2", "ARGOSY_ROOT=n1:7"]).Count.ShouldBe(2);
        Should.Throw<ClusterException>(() => Read(["PMI_RANK=0", "PMI_SIZE=2"])).Message
            .ShouldBe(
                "ARG0840 ARGOSY_ROOT: PMI doesn't say where the localities meet. Set it to host:port of locality 0.");
    }

    [Theory]
    [InlineData("ARGOSY_LOCALITIES", "ARGOSY_LOCALITY=1")]
    [InlineData("ARGOSY_LOCALITY", "ARGOSY_LOCALITIES=2")]
    [InlineData("ARGOSY_LOCALITY", "ARGOSY_LOCALITY=two;ARGOSY_LOCALITIES=2")]
    [InlineData("ARGOSY_LOCALITY", "ARGOSY_LOCALITY=2;ARGOSY_LOCALITIES=2")]
    [InlineData("ARGOSY_LOCALITY", "ARGOSY_LOCALITY=-1;ARGOSY_LOCALITIES=2")]
    [InlineData("ARGOSY_ROOT", "ARGOSY_LOCALITY=1;ARGOSY_LOCALITIES=2")]
    [InlineData("ARGOSY_ROOT", "ARGOSY_ROOT=n1:7")]
    [InlineData("SLURM_STEP_NODELIST", "SLURM_PROCID=0;SLURM_STEP_NUM_TASKS=2")]
    [InlineData("SLURM_STEP_NODELIST", "SLURM_PROCID=0;SLURM_STEP_NUM_TASKS=2;SLURM_STEP_NODELIST=n[")]
    [InlineData("ClusterOptions.Parcelport", "ARGOSY_PARCELPORT=carrier-pigeon")]
    public void A_mistake_names_its_variable(string variable, string environment) =>
        Should.Throw<ClusterException>(() => Read(environment.Split(';')))
            .Message.ShouldStartWith($"ARG0840 {variable}: ");

    [Theory]
    [InlineData("host:1", "host", 1)]
    [InlineData("[::1]:65535", "::1", 65535)]
    public void An_address_is_read_and_written_alike(string text, string host, int port)
    {
        HostAddress.Parse(text).ShouldBe(new HostAddress(host, port));
        HostAddress.Parse(text).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("host")]
    [InlineData(":1")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("::1:5")]
    [InlineData("[]:5")]
    public void What_is_no_address_is_told(string text) =>
        Should.Throw<ClusterException>(() => HostAddress.Parse(text)).Id.ShouldBe("ARG0847");

    private static ClusterOptions Read(string[] variables, params string[] arguments) =>
        Read(variables, arguments, null);

    private static ClusterOptions Read(string[] variables, string[] arguments, Func<string, string>? addressOf)
    {
        var all = variables.Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        return ClusterOptions.From(new LaunchVariables(arguments, name => all.GetValueOrDefault(name), addressOf));
    }
}
