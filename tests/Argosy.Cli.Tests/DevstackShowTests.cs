using System.Text.Json;

namespace Argosy.Cli.Tests;

public sealed class DevstackShowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    public DevstackShowTests()
    {
        File.WriteAllText(Path.Combine(_folder, "argosy.yaml"),
            "project: {name: p, version: 0.1.0}\narchitectures: [x64, arm64]\ndistributions: [debian-12]\n");
        Directory.CreateDirectory(Path.Combine(_folder, "devstack"));
        File.WriteAllText(Path.Combine(_folder, "devstack", "small.yaml"),
            """
            description: On {arch}.
            bases: [debian-12, openeuler-24.03]
            everywhere: {localrc: [{set: {ADMIN_PASWORD: "$x"}}], disabled-services: [{names: [c-bak]}]}
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Both_forms_are_shown_and_what_is_unknown_is_warned_of()
    {
        var file = await Show("small", "--arch", "arm64");
        file.ExitCode.ShouldBe(0);
        file.Output.ShouldContain("# On arm64.\n");
        file.Output.ShouldContain("ADMIN_PASWORD='$x'\n\ndisable_service c-bak\n");
        file.Error.ShouldBe("warning: ARG0634 devstack/small.yaml:3: DevStack isn't known to read 'ADMIN_PASWORD'. "
            + "Did you mean 'ADMIN_PASSWORD'?\n");

        var json = JsonDocument.Parse((await Show("small", "--format", "json")).Output).RootElement;
        json.GetProperty("devstack_localrc").GetProperty("ADMIN_PASWORD").GetString().ShouldBe("\"\"$'\\044x'");
        json.GetProperty("devstack_services").GetProperty("c-bak").GetBoolean().ShouldBeFalse();
        (await Show("small", "--format", "vars")).Output.ShouldContain("devstack_services:\n  c-bak: false\n");
    }

    [Fact]
    public async Task A_distribution_may_be_chosen() =>
        (await Show("small", "--base", "openeuler-24.03")).Output.ShouldContain("\nFORCE=yes\n");

    [Fact]
    public async Task What_there_is_not_is_an_error_that_names_what_there_is()
    {
        var profile = await Show("smal");
        profile.ExitCode.ShouldBe(1);
        profile.Error.ShouldContain("ARG0639 command line: there is no profile 'smal'. Did you mean 'small'?");
        (await Show("small", "--node", "compute")).Error.ShouldContain(
            "ARG0639 command line: the profile 'small' has no such machine. It has: controller (x64, debian-12), ");
    }

    private Task<CliRun> Show(params string[] arguments) =>
        CliRun.OfAsync(_folder, ["devstack", "show", "--folder", _folder, .. arguments]);
}
