using Argosy.Images.Engines;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Engines;

public sealed class EngineSocketTests
{
    private const string Docker = "/var/run/docker.sock";
    private const string Podman = "/run/podman/podman.sock";
    private const string Containerd = "/run/containerd/containerd.sock";

    [Theory]
    [InlineData(null, Docker, Docker, Podman, Containerd)]
    [InlineData(null, Podman, Podman, Containerd)]
    [InlineData(null, Containerd, Containerd)]
    [InlineData(EngineKind.Containerd, Containerd, Docker, Podman, Containerd)]
    [InlineData(null, "/run/user/7/podman/podman.sock", "/run/user/7/podman/podman.sock", Podman)]
    public void The_first_that_listens_is_taken(EngineKind? kind, string found, params string[] there) =>
        EngineSocket.Find(kind, name => name == "XDG_RUNTIME_DIR" ? "/run/user/7" : null, there.Contains)
            .Path.ShouldBe(found);

    [Fact]
    public void A_variable_comes_first_and_its_engine_need_not_listen_yet()
    {
        EngineSocket.Find(null, name => name == "CONTAINER_HOST" ? "unix:///p" : null, p => p == Docker)
            .ShouldBe(new(EngineKind.Podman, "/p"));
        EngineSocket.Find(EngineKind.Docker, name => name == "CONTAINER_HOST" ? "unix:///p" : null, p => p == Docker)
            .ShouldBe(new(EngineKind.Docker, Docker));
        EngineSocket.Find(null, name => name == "CONTAINERD_ADDRESS" ? "/c" : null, _ => false)
            .ShouldBe(new(EngineKind.Containerd, "/c"));
    }

    [Fact]
    public void Without_an_engine_the_error_says_where_it_looked()
    {
        var error = Should.Throw<ArgosyException>(() => EngineSocket.Find(null, _ => null, _ => false)).Diagnostics[0];
        error.Id.ShouldBe("ARG0480");
        error.Cause.ShouldContain($"{Docker}, {Podman}, {Containerd}");
    }

    [Fact]
    public void A_socket_of_another_machine_is_an_error() =>
        Should.Throw<ArgosyException>(() => EngineSocket.Find(
            null, name => name == "DOCKER_HOST" ? "tcp://h:2375" : null, _ => true))
            .Diagnostics[0].Id.ShouldBe("ARG0480");

    [Theory]
    [InlineData("runc create failed: exec: \"/nope\": stat /nope: no such file or directory: unknown", 127)]
    [InlineData("crun: executable file `/nope` not found: No such file or directory", 127)]
    [InlineData("runc create failed: exec: \"/etc/passwd\": permission denied: unknown", 126)]
    [InlineData("runc create failed: error setting rlimit type 6: operation not permitted", 125)]
    [InlineData("mkdir /sys/fs/cgroup/x: permission denied", 125)]
    public void Messages_of_runtimes_have_the_exit_codes_of_docker(string message, int exitCode) =>
        EngineExit.Of(message).ShouldBe(exitCode);
}
