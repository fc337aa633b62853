using Argosy.Adoption.Doctor;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Adoption.Tests;

/// <summary>What a machine lacks, by a description of it.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly Host s_x64 = new(Architecture.TryFind("x64")!);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_package_of_the_machine_has_its_rooms()
    {
        MachinePackages.Unclassified.ShouldBeEmpty();
        MachinePackages.Stale.ShouldBeEmpty();
    }

    [Fact]
    public void A_bare_machine_lacks_the_packages_of_a_native_project_alone()
    {
        var missing = Missing(Needs("native: {a: {source: .}}"), Bare);
        missing.ShouldContain("gcc-aarch64-linux-gnu");
        missing.ShouldContain("cmake");
        missing.ShouldContain("git");
        missing.ShouldContain("qemu-user-static");
        missing.ShouldContain("qemu for arm64");
        missing.ShouldContain(".NET SDK");
        missing.ShouldNotContain("podman");
        missing.ShouldNotContain("gcc-s390x-linux-gnu");
        missing.ShouldNotContain("gcc-x86-64-linux-gnu");
        missing.ShouldNotContain("shellcheck");
        missing.ShouldNotContain("libfabric1");
    }

    [Fact]
    public void A_machine_of_another_architecture_needs_the_other_compiler()
    {
        var needs = Needs("native: {a: {source: .}}");
        var missing = Missing(needs, Bare with { Host = new(Architecture.TryFind("arm64")!) });
        missing.ShouldContain("gcc-x86-64-linux-gnu");
        missing.ShouldNotContain("gcc-aarch64-linux-gnu");
    }

    [Fact]
    public void Images_need_podman_and_an_ordinary_user_subordinate_ids()
    {
        _folder.Write("images/a/image.yaml", "packages: [base-files]\n");
        var needs = Needs("");
        Missing(needs, Bare).ShouldBe(
            Missing(needs, Bare with { HasSubordinateIds = true }).Append("subordinate ids"), ignoreOrder: true);
        Missing(needs, Bare).ShouldContain("podman");
        Missing(needs, Bare).ShouldNotContain("cmake");
    }

    [Fact]
    public void Cpp_needs_a_compiler_for_each_architecture()
    {
        _folder.Write("a.cc", "");
        var packages = MachinePackages.For(Needs("native: {a: {source: .}}"), s_x64).Select(p => p.Name).ToList();
        packages.ShouldContain("g++");
        packages.ShouldContain("g++-aarch64-linux-gnu");
    }

    [Fact]
    public void A_package_for_what_an_item_is_compiled_with_is_needed_with_it() =>
        MachinePackages.For(Needs("native: {a: {source: ., packages: [libfabric-dev]}}"), s_x64).Select(p => p.Name)
            .ShouldContain("libfabric1");

    [Fact]
    public void A_tool_that_an_item_names_is_looked_for()
    {
        var needs = Needs("native: {a: {source: ., tools: [bison]}}");
        Missing(needs, Bare).ShouldContain("bison");
        Missing(needs, Bare with { Programs = new HashSet<string> { "bison" } }).ShouldNotContain("bison");
    }

    [Fact]
    public void Everything_there_is_ready()
    {
        var needs = Needs("native: {a: {source: .}}");
        var checks = new Examination(needs, Full(needs)).Run();
        checks.Where(c => c.State != CheckState.Ok).ShouldBeEmpty();
        Examination.IsReady(checks).ShouldBeTrue();
    }

    [Fact]
    public void Each_missing_piece_has_a_reason_and_a_remedy()
    {
        var checks = new Examination(Needs("native: {a: {source: .}}"), Bare).Run();
        checks.Where(c => c.State != CheckState.Ok && (c.Remedy is not { Length: > 8 } || c.Why.Length < 8))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_machine_without_apt_gets_the_list()
    {
        var checks = new Examination(Needs("native: {a: {source: .}}"), Bare with { HasApt = false }).Run();
        checks.Single(c => c.Name == "apt").Remedy!.ShouldContain("gcc-aarch64-linux-gnu");
        checks.Where(c => c.Package is not null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Pipelines", "git")]
    [InlineData("Native-a-arm64", "cmake")]
    public void A_target_needs_less(string target, string package)
    {
        _folder.Write("images/a/image.yaml", "packages: [base-files]\n");
        var packages = MachinePackages.For(Needs("native: {a: {source: .}}", target), s_x64).Select(p => p.Name)
            .ToList();
        packages.ShouldContain(package);
        packages.ShouldNotContain("podman");
    }

    [Fact]
    public async Task Without_root_and_sudo_the_command_is_named_and_nothing_is_done()
    {
        var checks = new Examination(Needs("native: {a: {source: .}}"), Bare).Run();
        var error = await Should.ThrowAsync<Platforms.Diagnostics.ArgosyException>(
            () => new Installation(Bare, _ => { }, _ => { }).RunAsync(checks, CancellationToken.None));
        error.Diagnostics[0].Id.ShouldBe("ARG0781");
        error.Message.ShouldContain("apt-get install --no-install-recommends gcc libc6-dev");
    }

    [Fact]
    public async Task Without_apt_nothing_is_installed()
    {
        var machine = Bare with { HasApt = false };
        var checks = new Examination(Needs("native: {a: {source: .}}"), machine).Run();
        var error = await Should.ThrowAsync<Platforms.Diagnostics.ArgosyException>(
            () => new Installation(machine, _ => { }, _ => { }).RunAsync(checks, CancellationToken.None));
        error.Diagnostics[0].Id.ShouldBe("ARG0730");
    }

    [Fact]
    public async Task This_machine_can_be_examined()
    {
        var needs = Needs("native: {a: {source: .}}");
        var machine = await new MachineProbe(_folder.Path).RunAsync(needs, CancellationToken.None);
        machine.Sdk.ShouldNotBeNull();
        machine.HasApt.ShouldBeTrue();
        machine.Packages.ShouldContain("dpkg");
        machine.FreeBytes.ShouldBeGreaterThan(0);
        new Examination(needs, machine).Run().Single(c => c.Name == "dpkg").State.ShouldBe(CheckState.Ok);
    }

    private static Machine Bare =>
        new(s_x64) { HasApt = true, Home = "/home/a", IsHomeWritable = true, FreeBytes = 1L << 40 };

    private static Machine Full(ProjectNeeds needs) => Bare with
    {
        Packages = MachinePackages.For(needs, s_x64).Select(p => p.Name).ToHashSet(),
        Sdk = "10.0.100",
        HasSudo = true,
        HasNamespaces = true,
        HasSubordinateIds = true,
        Emulated = new HashSet<string> { "aarch64" },
    };

    private static List<string> Missing(ProjectNeeds needs, Machine machine) =>
        [.. new Examination(needs, machine).Run().Where(c => c.State == CheckState.Missing).Select(c => c.Name)];

    private ProjectNeeds Needs(string items, string? target = null) =>
        ProjectNeeds.Of(_folder.Path, Model.Read(YamlFile.Parse(
        $"project: {{name: a, version: 1.0.0}}\narchitectures: [x64, arm64]\ndistributions: [debian-12]\n{items}\n",
            "argosy.yaml")), target);
}
