using System.Text;
using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Platforms;

namespace Argosy.Images.Tests;

/// <summary>Golden bytes: a changed byte changes the digest by which users pin an image.</summary>
public sealed class ImageDocumentsTests
{
    private const string D1 = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string D2 = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
    private static readonly Layer s_layer =
        new(new(MediaTypes.Layer, Digest.TryParse(D1)!.Value, 7), Digest.TryParse(D2)!.Value, "packages");

    [Fact]
    public void A_config_has_these_bytes() => Encoding.UTF8.GetString(ImageDocuments.Config(
        Images.Define(
            "packages: [libc6]\nentrypoint: [/bin/a]\ncmd: [b]\nenv: {Z: 1, A: x}\n"
            + "user: u\nworkdir: /w\nlabels: {l: m}").Settings,
        Architecture.TryFind("arm64")!, [s_layer], Images.Created)).ShouldBe(
        """{"created":"2023-11-14T22:13:20Z","architecture":"arm64","variant":"v8","os":"linux","config":{"User":"u","Env":["A=x","Z=1"],"Entrypoint":["/bin/a"],"Cmd":["b"],"WorkingDir":"/w","Labels":{"l":"m"}},"rootfs":{"type":"layers","diff_ids":["sha256:2222222222222222222222222222222222222222222222222222222222222222"]},"history":[{"created":"2023-11-14T22:13:20Z","created_by":"argosy","comment":"packages"}]}""");

    [Fact]
    public void Ports_volumes_signal_and_health_check_have_dockers_form() => Encoding.UTF8.GetString(
        ImageDocuments.Config(
            Images.Define(
                "packages: [libc6]\nports: [8080, 53/udp]\nvolumes: [/var/lib/x/]\nstop-signal: SIGINT\n"
                + "health-check: {command: [/bin/a, b], interval: 5}").Settings,
            Architecture.TryFind("x64")!, [s_layer], Images.Created)).ShouldContain(
        """"config":{"ExposedPorts":{"53/udp":{},"8080/tcp":{}},"Volumes":{"/var/lib/x":{}},"StopSignal":"SIGINT","Healthcheck":{"Test":["CMD","/bin/a","b"],"Interval":5000000000,"Timeout":30000000000,"StartPeriod":0,"Retries":3}},"""");

    [Fact]
    public void The_creation_time_is_the_sources_and_no_annotation_of_the_file_overrides_it() =>
        ImageDocuments.Annotations(
                Images.Define("packages: [libc6]\nannotations: {z: 1, org.opencontainers.image.created: now}"),
                Images.Created)
            .ShouldBe([new("org.opencontainers.image.created", "2023-11-14T22:13:20Z"), new("z", "1")]);
}
