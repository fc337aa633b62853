using System.Text.Json;
using Argosy.Processes;
using Argosy.Yaml.Writing;
using FsCheck.Fluent;

namespace Argosy.Pipelines.Tests;

/// <summary>Reads the files with other programs: Ansible, Python's YAML reader (Zuul's) and a JSON schema validator.
/// They need ansible-core, python3-yaml and python3-jsonschema; a missing one fails the test that names it.</summary>
[Trait("Category", "Slow")]
public sealed class OtherReadersTests
{
    private static readonly string s_here = Path.Combine(Repository.Root, "tests", "Argosy.Pipelines.Tests");

    [Fact]
    public async Task Ansible_accepts_every_playbook()
    {
        string[] playbooks = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "playbooks"), "*.yaml")
            .Where(f => Path.GetFileName(f) != "promotion.yaml") // it has a schema of its own
            .Order(StringComparer.Ordinal)];
        playbooks.ShouldNotBeEmpty();
        await Run(new("ansible-playbook", ["--syntax-check", "--inventory", "localhost,", .. playbooks])
        {
            Environment = new Dictionary<string, string?>
            {
                ["LC_ALL"] = "C.UTF-8",
                ["ANSIBLE_LOCAL_TEMP"] = Path.GetTempPath()
            },
        });
    }

    [Fact]
    public async Task Pythons_reader_agrees_with_our_writer()
    {
        string[] texts = [.. OddTexts.Any.Sample(2000), "yes", "on", "1:30", "0o7", "1_000", "2021-02-19", "=", "<<"];
        var said = await Run(new("python3", Path.Combine(s_here, "read-lines.py"))
        {
            Input = YamlWriter.Write("# Texts", null, Sequence.Of(texts)),
        });
        JsonSerializer.Deserialize<string[]>(said).ShouldBe(texts);
    }

    [Fact]
    public async Task It_agrees_on_keys_and_values_of_maps_too()
    {
        string[] texts = [.. OddTexts.Any.Sample(1000).Distinct()];
        var said = await Run(new("python3", Path.Combine(s_here, "read-lines.py"))
        {
            Input = YamlWriter.Write("# Texts", null, new Mapping([.. texts.Select((t, i) =>
                new Entry(t, new Scalar(t, i % 2 == 0 ? ScalarKind.Prose : ScalarKind.Text), "Why."))])),
        });
        var read = JsonSerializer.Deserialize<Dictionary<string, string>>(said)!;
        read.Count.ShouldBe(texts.Length);
        read.ShouldAllBe(e => e.Key == e.Value);
    }

    [Theory]
    [InlineData("Seeds/arm64-report")]
    [InlineData("Seeds/today")]
    [InlineData("Seeds/portable")]
    public async Task So_do_those_of_the_seeds(string seed)
    {
        var schema = Path.Combine(Repository.Root, "docs", "schema", "pipelines.schema.json");
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(s_here, seed, "pipelines"), "*.yaml").Order(StringComparer.Ordinal)
        ];
        files.ShouldNotBeEmpty();
        await Run(new("python3", [Path.Combine(s_here, "check-schema.py"), schema, .. files]));
    }

    [Theory]
    [InlineData("pipelines")]
    [InlineData("devstack")]
    public async Task The_declarations_follow_their_schema(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.yaml")
            .Where(f => Path.GetFileName(f) != "promotion.yaml") // it has a schema of its own
            .Order(StringComparer.Ordinal)];
        files.ShouldNotBeEmpty();
        var schema = Path.Combine(Repository.Root, "docs", "schema", $"{folder}.schema.json");
        await Run(new("python3", [Path.Combine(s_here, "check-schema.py"), schema, .. files]));
    }

    [Fact]
    public async Task A_schema_refuses_what_the_reader_refuses()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file,
                "families: {native: {title: t, description: d, targets: [Native], timeout: 10801}}\n");
            var result = await new CommandRunner(_ => { }).TryRunAsync(
                new("python3", Path.Combine(s_here, "check-schema.py"),
                    Path.Combine(Repository.Root, "docs", "schema", "pipelines.schema.json"), file),
                CancellationToken.None);
            result.Succeeded.ShouldBeFalse();
            result.Error.ShouldContain("$.families.native.timeout: 10801 is greater than the maximum of 10800");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> Run(Command command) =>
        (await new CommandRunner(_ => { }).RunAsync(command, CancellationToken.None)).Output;
}
