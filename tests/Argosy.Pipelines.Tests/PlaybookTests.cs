using Argosy.Processes;

namespace Argosy.Pipelines.Tests;

/// <summary>Runs playbooks and roles with Ansible.</summary>
[Trait("Category", "Slow")]
public sealed class PlaybookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-playbooks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ansible_accepts_playbooks_with_roles()
    {
        GeneratedFiles.Write(_folder, Seed.Generate("portable", PipelineFormat.Zuul).Files);
        string[] playbooks =
            [.. Directory.EnumerateFiles(Path.Combine(_folder, "playbooks")).Order(StringComparer.Ordinal)];
        playbooks.Length.ShouldBe(6);
        await Ansible("--syntax-check", playbooks);
    }

    [Fact]
    public async Task A_playbook_runs_its_roles_and_targets_in_order_on_this_machine()
    {
        GeneratedFiles.Write(_folder, Seed.Generate("portable", PipelineFormat.Zuul).Files);
        var build = Path.Combine(_folder, "build.sh");
        await File.WriteAllTextAsync(build, "#!/bin/sh\necho \"$*\" >> called\n");
        File.SetUnixFileMode(build, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await Ansible(
            """
            {"argosy_arch": "arm64", "argosy_platform": "debian-12-arm64", "zuul": {"project": {"src_dir": "HERE"}}}
            """
                .Replace("HERE", _folder, StringComparison.Ordinal),
            [
                Path.Combine(_folder, "playbooks", "publish-mirror.yaml"),
                Path.Combine(_folder, "playbooks", "native-post.yaml")
            ],
            isRun: true);
        (await File.ReadAllLinesAsync(Path.Combine(_folder, "called"))).ShouldBe(
            [
                "--target=Tools", "--target=Wheels --platform=debian-12-arm64",
                "--target=Mirrors --platform=debian-12-arm64", "--target=Collect",
            ]);
    }

    private async Task Ansible(string option, IReadOnlyList<string> playbooks, bool isRun = false) =>
        await new CommandRunner(_ => { }).RunAsync(new("ansible-playbook",
        [
            .. isRun ? (string[])["--connection", "local", "--extra-vars", option] : [option],
            "--inventory", "localhost,", .. playbooks,
        ])
        {
            Environment = new Dictionary<string, string?>
            {
                ["LC_ALL"] = "C.UTF-8",
                ["ANSIBLE_LOCAL_TEMP"] = Path.Combine(_folder, "tmp"),
                ["ANSIBLE_ROLES_PATH"] = Path.Combine(_folder, "roles"),
                ["ANSIBLE_PYTHON_INTERPRETER"] = "/usr/bin/python3",
            },
        }, CancellationToken.None);
}
