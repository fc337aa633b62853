using Argosy.Pipelines;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using YamlDotNet.RepresentationModel;

namespace Argosy.DevStack.Tests;

/// <summary>Clouds of several machines, the machines' distributions, and the jobs that start the clouds.</summary>
public sealed class MixedCloudTests
{
    private static IReadOnlyList<GeneratedFile> Files(string architectures) =>
        DevstackGenerator.Generate(OwnProject.With(architectures), OwnProject.Profiles);

    [Fact]
    public void An_architecture_more_is_a_compute_more()
    {
        string[] Machines(string architectures) => [.. Files(architectures).Select(f => f.Path)
            .Where(p => p.StartsWith("devstack/mixed-", StringComparison.Ordinal))];
        Machines("x64, arm64")
            .ShouldBe(["devstack/mixed-compute-arm64.local.conf", "devstack/mixed-controller.local.conf"]);
        Machines("x64, arm64, s390x").Except(Machines("x64, arm64"))
            .ShouldBe(["devstack/mixed-compute-s390x.local.conf"]);
        Machines("ppc64le")
            .ShouldBe(["devstack/mixed-compute-ppc64le.local.conf", "devstack/mixed-controller.local.conf"]);
    }

    [Fact]
    public void The_jobs_nodes_are_in_the_groups_that_DevStacks_roles_ask_for()
    {
        var set = ParsedStanzas.Stanzas(Files("x64, arm64, ppc64le"), "nodeset")
            .Single(s => s.Text("name") == "argosy-devstack-mixed");
        set.List("nodes").Cast<YamlMappingNode>().Select(n => (n.Text("name"), n.Text("label"))).ShouldBe(
            [
                ("controller", "debian-bookworm"), ("compute-arm64", "debian-bookworm-arm64"),
                ("compute-ppc64le", "debian-bookworm-ppc64le")
            ]);
        set.List("groups").Cast<YamlMappingNode>()
            .ToDictionary(g => g.Text("name")!, g => string.Join(' ', g.List("nodes"))).ShouldBe(
                new Dictionary<string, string>
                {
                    ["tempest"] = "controller",
                    ["compute"] = "controller compute-arm64 compute-ppc64le",
                    ["subnode"] = "compute-arm64 compute-ppc64le",
                    ["switch"] = "controller",
                    ["peers"] = "compute-arm64 compute-ppc64le",
                });
    }

    [Fact]
    public void Each_machine_has_all_of_its_variables_under_its_own_name()
    {
        var job = ParsedStanzas.Stanzas(Files("x64, arm64, ppc64le"), "job")
            .Single(j => j.Text("name") == "argosy-devstack-mixed");
        var hosts = job.Map("host-vars");
        hosts.Children.Keys.Select(k => k.ToString()).ShouldBe(["controller", "compute-arm64", "compute-ppc64le"]);
        job.Find("vars").ShouldBeNull();
        job.Find("group-vars").ShouldBeNull();
        var passwords = hosts.Children.Values
            .Select(h => ((YamlMappingNode)h).Map("devstack_localrc").Text("ADMIN_PASSWORD"));
        passwords.Distinct().ShouldHaveSingleItem().ShouldBe("secret");
        hosts.Map("compute-arm64").Map("devstack_services").Text("base").ShouldBe("false");
        hosts.Map("compute-arm64").Map("devstack_services").Find("n-api").ShouldBeNull();
        hosts.Map("compute-ppc64le").Map("devstack_local_conf").Map("post-config").Map("$NOVA_CONF")
            .Map("libvirt").Text("cpu_models").ShouldBe("POWER9");
    }

    [Fact]
    public void The_scheduler_is_told_which_image_runs_where()
    {
        var controller = Files("x64, arm64, ppc64le")
            .Single(f => f.Path == "devstack/mixed-controller.local.conf").Text;
        controller.ShouldContain("ARGOSY_GUESTS='x86_64 aarch64 ppc64le'\n");
        controller.ShouldContain("ARGOSY_IMAGE_aarch64=cirros-0.6.3-aarch64-disk\n");
        controller.ShouldContain("image_metadata_prefilter = True\n");
        controller.ShouldContain("image_properties_default_architecture = x86_64\n");
        controller.Split('\n').Single(l => l.StartsWith("IMAGE_URLS=", StringComparison.Ordinal))
            .Split(',').Length.ShouldBe(3);
    }

    [Fact]
    public void A_distribution_that_DevStack_is_not_tested_on_is_forced_and_no_other_one()
    {
        var machines = DevstackGenerator.Configure(OwnProject.With("x64, arm64, ppc64le"), OwnProject.Profiles);
        machines.ShouldContain(m => m.Base == "openeuler-24.03");
        machines.Where(m => m.LocalConf.Contains("\nFORCE=yes\n", StringComparison.Ordinal))
            .ShouldBe(machines.Where(m => m.Base == "openeuler-24.03"));
        machines.ShouldNotContain(
            m => m.Base == "openeuler-24.03" && m.Architecture == Architecture.Parse("ppc64le", default));
    }

    [Fact]
    public void The_job_that_OpenStacks_report_prints_comes_out_of_a_profile()
    {
        var profiles = DevstackProfiles.Read("platform", YamlFile.Load(
            Path.Combine(Repository.Root, "tests", "Argosy.DevStack.Tests", "report-devstack.yaml"),
            "report-devstack.yaml"));
        profiles.Unknown.ShouldBeEmpty();
        var files = DevstackGenerator.Generate(OwnProject.With("arm64"), profiles);
        ParsedStanzas.Stanzas(files, "nodeset").ShouldBeEmpty();
        var job = ParsedStanzas.Stanzas(files, "job").ShouldHaveSingleItem();
        (job.Text("name"), job.Text("parent"), job.Text("description"), job.Text("nodeset"), job.Text("timeout"))
            .ShouldBe(
                ("devstack-platform-arm64", "tempest-full-py3", "arm64 platform tests", "devstack-single-node-arm64",
                    "10800"));

        // The report prints these two inside devstack_localrc, where DevStack doesn't read them.
        job.Map("vars").Text("tempest_concurrency").ShouldBe("4");
        job.Map("vars").Map("devstack_local_conf").Map("post-config").Map("$NOVA_CONF").Map("libvirt")
            .Children.ToDictionary(c => c.Key.ToString(), c => c.Value.ToString()).ShouldBe(
                new Dictionary<string, string>
                {
                    ["cpu_mode"] = "custom",
                    ["cpu_model"] = "cortex-a57",
                    ["num_pcie_ports"] = "15"
                });
        job.Map("vars").Map("devstack_localrc")
            .Children.ToDictionary(c => c.Key.ToString(), c => c.Value.ToString()).ShouldBe(
                new Dictionary<string, string>
                {
                    ["IMAGE_URLS"] =
                        "https://github.com/cirros-dev/cirros/releases/download/0.5.2/cirros-0.5.2-aarch64-disk.img",
                    ["DEFAULT_IMAGE_NAME"] = "cirros-0.5.2-aarch64-disk",
                    ["DEFAULT_IMAGE_FILE_NAME"] = "cirros-0.5.2-aarch64-disk.img",
                    ["DEFAULT_INSTANCE_TYPE"] = "m1.micro",
                    ["BUILD_TIMEOUT"] = "900",
                    ["WORKER_TIMEOUT"] = "180",
                    ["RABBIT_HEARTBEAT_TIMEOUT_THRESHOLD"] = "240",
                    ["RABBIT_HEARTBEAT_RATE"] = "8",
                    ["KOMBU_MISSING_CONSUMER_RETRY_TIMEOUT"] = "120",
                    ["RPC_CONN_POOL_SIZE"] = "60",
                    ["ENABLE_VOLUME_MULTIATTACH"] = "False",
                    ["NOVA_RPC_RESPONSE_TIMEOUT"] = "120",
                    ["NEUTRON_RPC_RESPONSE_TIMEOUT"] = "120",
                    ["PIP_EXTRA_INDEX_URL"] =
                        "https://{{ zuul_site_mirror_fqdn }}/wheel/{{ ansible_distribution | lower }}"
                        + "-{{ ansible_distribution_version }}-{{ ansible_architecture | lower }}",
                });
    }

    [Theory]
    [InlineData("bases: [debian-21]",
        "ARG0630 p.yaml:2: 'debian-21' is no distribution DevStack runs on. Did you mean 'debian-11'?")]
    [InlineData("bases: [openeuler-24.03]", "ARG0631 p.yaml: none of openeuler-24.03 has ppc64le")]
    [InlineData("nodes: [{name: a, role: compute, for: build-machine}]",
        "ARG0632 p.yaml:2: a cloud has one controller")]
    [InlineData(
        "nodes: [{name: a, role: controller, for: build-machine}, {name: a, role: compute, for: build-machine}]",
        "ARG0632 p.yaml: 2 nodes would be called 'a'")]
    [InlineData("nodes: [{name: a, role: controller, for: build-machine}, {name: b, role: compute, for: foreign}]",
        "ARG0614 p.yaml:2: 'b' is made")]
    [InlineData("everywhere: {localrc: [{set: {HOST_IP: {same-as: SERVICE_HOST}, SERVICE_HOST: x}}]}",
        "ARG0633 p.yaml: 'HOST_IP' takes its value from 'SERVICE_HOST', which x-ppc64le sets later")]
    [InlineData("images: {others: {address: 'http://x/y.zip', memory: 1, disk: 1}}",
        "ARG0637 p.yaml:2: 'http://x/y.zip' is no address")]
    [InlineData("everywhere: {settings: [{file: $NOVA_CONF, section: api, set: {k: '{{ x }}'}}]}",
        "ARG0638 x-ppc64le: Ansible would expand")]
    [InlineData("everywhere: {plugins: {heat: $(id)}}", "ARG0608 p.yaml:2")]
    [InlineData("everywhere: {localrc: [{set: {HOST_IP: {fill-in: '`id`'}}}]}", "ARG0608 p.yaml:2")]
    [InlineData("everywhere: {localrc: [{set: {HOST_IP: {same-as: A, after: ' $B'}}}]}", "ARG0608 p.yaml:2")]
    [InlineData("everywhere: {localrc: [{set: {HOST_IP: \"a\\0b\"}}]}", "ARG0607 p.yaml:2: no shell variable can hold")]
    [InlineData("job: {name: j, description: d, parent: devstack}",
        "ARG0614 p.yaml:2: 'j' is made for each architecture")]
    [InlineData("job: {name: 'j-{arch}', description: d, parent: devstack, timeout: 10801}", "ARG0603 p.yaml:2")]
    public void A_profiles_mistakes_are_named(string profile, string error) =>
        Should.Throw<ArgosyException>(() => DevstackGenerator.Generate(OwnProject.With("ppc64le"), Read(profile)))
            .Message.ShouldStartWith(error);

    [Theory]
    [InlineData("everywhere: {localrc: [{set: {ADMIN_PASSWROD: x}}]}",
        "ARG0634 p.yaml:2: DevStack isn't known to read 'ADMIN_PASSWROD'. Did you mean 'ADMIN_PASSWORD'?")]
    [InlineData("foreign: {disabled-services: [{names: [c-bka]}]}",
        "ARG0635 p.yaml:2: DevStack isn't known to have a service 'c-bka'. Did you mean 'c-bak'?")]
    [InlineData("architectures: {arm64: {settings: [{file: $NOVA_CONF, section: libvrit, set: {k: x}}]}}",
        "ARG0636 p.yaml:2: $NOVA_CONF isn't known to have a section 'libvrit'. Did you mean 'libvirt'?")]
    [InlineData("nodes: [{name: a, role: controller, for: build-machine, localrc: [{set: {FROBNICATE_IT_ALL: x}}]}]",
        "ARG0634 p.yaml:2: DevStack isn't known to read 'FROBNICATE_IT_ALL'. Check its spelling")]
    public void What_DevStack_is_not_known_to_have_is_warned_of(string profile, string warning) =>
        Read(profile).Unknown.ShouldHaveSingleItem().ToString().ShouldStartWith(warning);

    [Fact]
    public void Repositories_branches_and_other_files_are_known() => Read(
        "everywhere: {localrc: [{set: {NOVA_REPO: x, HEAT_BRANCH: y}}], "
        + "settings: [{file: /etc/heat/heat.conf, section: any, set: {k: x}}]}")
        .Unknown.ShouldBeEmpty();

    [Fact]
    public void The_projects_own_profiles_have_nothing_unknown() => OwnProject.Profiles.Unknown.ShouldBeEmpty();

    private static DevstackProfiles Read(string profile) =>
        DevstackProfiles.Read("x", YamlFile.Parse("description: d\n" + profile + "\n", "p.yaml"));
}
