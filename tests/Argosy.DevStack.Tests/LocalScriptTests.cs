using Argosy.Processes;

namespace Argosy.DevStack.Tests;

/// <summary>Runs <c>devstack/local.sh</c> with an openrc and with programs that record their calls in place of
/// OpenStack's.</summary>
public sealed class LocalScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-devstack-").FullName;

    public LocalScriptTests()
    {
        File.Copy(Path.Combine(Repository.Root, "devstack", "local.sh"), At("local.sh"));
        Directory.CreateDirectory(At("bin"));
        Program("sudo", "\"$@\"");
        Program("virsh", "echo host.example");
        Program("uname", "echo ppc64le");
        Program("openstack",
            """
            printf '%s ' "$@" >>"$CALLS"; echo >>"$CALLS"
            case "$*" in
              "resource provider list"*) echo 0a1b ;;
              "resource provider trait list"*) printf '%s\n' COMPUTE_NODE HW_CPU_X ;;
              "flavor show"*) exit 1 ;;
            esac
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_compute_adds_the_trait_of_its_own_architecture_to_those_it_has() =>
        (await Run("n-cpu")).ShouldBe(
            [
                "resource provider list --name host.example -f value -c uuid",
                "resource provider trait list 0a1b -f value -c name",
                "resource provider trait set --trait HW_ARCH_PPC64LE --trait COMPUTE_NODE --trait HW_CPU_X 0a1b",
            ]);

    [Fact]
    public async Task A_controller_says_which_image_runs_where_and_gives_each_a_flavour() =>
        (await Run("g-api")).ShouldBe(
            [
                "image set --property hw_architecture=x86_64 cirros-x",
                "flavor show argosy.x86_64",
                "flavor create --ram 512 --disk 1 --vcpus 1 argosy.x86_64",
                "image set --property hw_architecture=aarch64 --property hw_cdrom_bus=scsi "
                + "--property hw_firmware_type=uefi cirros-a",
                "flavor show argosy.aarch64",
                "flavor create --ram 2048 --disk 5 --vcpus 1 argosy.aarch64",
            ]);

    private async Task<string[]> Run(string service)
    {
        File.WriteAllText(At("openrc"),
            $$"""
            false
            unset NEVER_SET; echo "$NEVER_SET" >/dev/null
            is_service_enabled() { [[ $1 == {{service}} ]]; }
            ARGOSY_GUESTS='x86_64 aarch64'
            ARGOSY_IMAGE_x86_64=cirros-x; ARGOSY_SIZE_x86_64='512 1'
            ARGOSY_IMAGE_aarch64=cirros-a; ARGOSY_SIZE_aarch64='2048 5'; ARGOSY_HW_aarch64='hw_cdrom_bus=scsi hw_firmware_type=uefi'
            """);
        await new CommandRunner(_ => { }).RunAsync(new("bash", At("local.sh"))
        {
            Environment = new Dictionary<string, string?>
            {
                ["PATH"] = $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["CALLS"] = At("calls"),
            },
        }, CancellationToken.None);
        return [.. File.ReadAllLines(At("calls")).Select(l => l.TrimEnd())];
    }

    private void Program(string name, string body)
    {
        var path = At($"bin/{name}");
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
