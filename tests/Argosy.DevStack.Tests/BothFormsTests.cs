using System.Text.Json.Nodes;
using FsCheck.Fluent;

namespace Argosy.DevStack.Tests;

/// <summary>A <c>local.conf</c> and a job's variables have the same meaning for DevStack: its own code reads
/// both.</summary>
[Trait("Category", "Slow")]
public sealed class BothFormsTests(DevstackCopy devstack) : IClassFixture<DevstackCopy>
{
    private const string Controller = "192.0.2.10";
    private const string Own = "192.0.2.20";

    // Of more architectures than the project has.
    private static IEnumerable<LocalConf> Machines => OwnProject.Profiles.All
        .SelectMany(p => Deployment.All(OwnProject.With("x64, arm64, ppc64le, s390x"), p))
        .SelectMany(d => d.Nodes).Select(n => n.Conf);

    [DevstackFact]
    public async Task Every_machine_has_the_same_from_its_file_and_from_its_job()
    {
        Machines.Count().ShouldBeGreaterThan(10);
        foreach (var conf in Machines)
        {
            var file = await devstack.Read(LocalConfText.Of(conf),
                [.. Asked(conf).Select(name => $"{name}={Controller}")]);
            var job = await devstack.ReadJob(FilledIn(JobVariables.Of(conf)));

            var found = FoundByDevstack(conf);
            job.Variables.Where(v => !found.Contains(v.Key)).ShouldBe(file.Variables, ignoreOrder: true, conf.Name);
            found.ShouldBeSubsetOf(job.Variables.Keys);
            job.Settings.ShouldBe(file.Settings, ignoreOrder: true, conf.Name);
            job.Settings.Count.ShouldBe(conf.Settings.Sum(g => g.Settings.Count), conf.Name);
        }
    }

    [Fact]
    public async Task A_reader_of_our_own_finds_the_same_in_both_forms()
    {
        foreach (var conf in Machines)
        {
            var file = await LocalConfReading.Of(LocalConfText.Of(conf),
                Asked(conf).ToDictionary(n => n, _ => (string?)Controller));
            var job = await LocalConfReading.Of(
                RoleText.Of(JsonNode.Parse(FilledIn(JobVariables.Of(conf)))!.AsObject()));
            var found = FoundByDevstack(conf);
            job.Variables.Where(v => !found.Contains(v.Key)).ShouldBe(file.Variables, ignoreOrder: true, conf.Name);
            job.Settings.ShouldBe(file.Settings, ignoreOrder: true, conf.Name);
            job.Settings.Count.ShouldBe(conf.Settings.Sum(g => g.Settings.Count), conf.Name);
            file.Variables.Count.ShouldBeGreaterThan(4);
        }
    }

    [Fact]
    public async Task Any_value_of_a_job_variable_is_read_back()
    {
        var values = LocalConfTests.s_nasty.Sample(400).Prepend("").ToList();
        var conf = new LocalConf("x", "Values of every kind.",
            [new(null, [.. values.Select((v, i) => new Variable($"V{i}", new LiteralValue(v)))])], [], [], []);
        var variables = JobVariables.Of(conf);
        variables.ToJsonString().ShouldNotContain("{{");
        var read = await LocalConfReading.Of(RoleText.Of(variables));
        values.Select((_, i) => read.Variables[$"V{i}"]).ShouldBe(values);
    }

    [DevstackFact]
    public async Task Any_value_is_read_back_from_both_forms_or_has_none()
    {
        var values = LocalConfTests.s_nasty.Sample(150).ToList();
        var settings = values
            .Where(v => v.Length > 0 && IniText.TryWrite(v) is not null && !JobText.IsTemplate(v))
            .Take(60).ToList();
        settings.Count.ShouldBeGreaterThan(20);
        var conf = new LocalConf("x", "Values of every kind.",
            [new(null, [.. values.Select((v, i) => new Variable($"V{i}", new LiteralValue(v)))])], [], [],
            [new(null, "post-config", "$NOVA_CONF", "a", [.. settings.Select((v, i) => ($"k{i}", v))])]);

        foreach (var read in new[]
        {
            await devstack.Read(LocalConfText.Of(conf)),
            await devstack.ReadJob(JobVariables.Of(conf).ToJsonString())
        })
        {
            values.Select((_, i) => read.Variables[$"V{i}"]).ShouldBe(values);
            settings.Select((_, i) => read.Settings[$"post-config.NOVA_CONF [a] k{i}"]).ShouldBe(settings);
        }
    }

    [DevstackFact]
    public async Task Plugins_are_loaded_from_both_forms()
    {
        var conf = new LocalConf("x", "Plugins.", [], [new(null, true, ["key", "n-cpu"])],
            [
                new("heat", "https://opendev.org/openstack/heat"),
                new("manila", "https://opendev.org/openstack/manila stable/2025.1")
            ],
            []);
        var file = await devstack.Read(LocalConfText.Of(conf));
        var job = await devstack.ReadJob(JobVariables.Of(conf).ToJsonString());
        file.Variables["plugin manila"].ShouldBe("https://opendev.org/openstack/manila stable/2025.1");
        file.Variables["ENABLED_SERVICES"].ShouldBe("key,n-cpu");
        job.Variables.ShouldBe(file.Variables, ignoreOrder: true);
    }

    // Only a job contains it: in a manual run DevStack finds the value.
    private static HashSet<string> FoundByDevstack(LocalConf conf) => [.. Given(conf, v => v.Question is null)];

    private static IEnumerable<string> Asked(LocalConf conf) => Given(conf, v => v.Question is not null);

    private static IEnumerable<string> Given(LocalConf conf, Func<GivenValue, bool> which) => conf.Variables
        .SelectMany(g => g.Variables).Where(v => v.Value is GivenValue given && which(given)).Select(v => v.Name);

    // As Ansible does on the nodes.
    private static string FilledIn(JsonObject variables)
    {
        var localrc = variables["devstack_localrc"]!.AsObject();
        foreach (var (name, value) in localrc.ToList())
        {
            localrc[name] = value!.GetValue<string>()
                .Replace(
                    "{{ hostvars['controller']['nodepool']['private_ipv4'] }}", Controller, StringComparison.Ordinal)
                .Replace(
                    "{{ hostvars[inventory_hostname]['nodepool']['private_ipv4'] }}", Own, StringComparison.Ordinal);
        }

        var text = variables.ToJsonString();
        text.ShouldNotContain("{{");
        return text;
    }
}
