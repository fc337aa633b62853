using Argosy.Images.Definition;
using Argosy.Images.Engines;
using Argosy.Images.Proof;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Tests.Engines;

/// <summary>Debian's docker, podman and containerd take and run what we build.</summary>
[Trait("Category", "Slow")]
public sealed class ContainerEngineTests(EngineImages images, ITestOutputHelper output) : IClassFixture<EngineImages>
{
    private const string Name = "localhost/argosy-test:small";

    public static TheoryData<EngineKind> Engines => [EngineKind.Docker, EngineKind.Podman, EngineKind.Containerd];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_runs_every_architecture_as_asked(EngineKind kind)
    {
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        (await real.Engine.DescribeAsync(default)).ShouldStartWith($"{kind} ", Case.Insensitive);
        foreach (var architecture in EngineImages.Architectures)
        {
            if (!CanRun(architecture)) continue;
            var loaded = await real.Engine.LoadAsync(images.For(architecture), $"{Name}-{architecture}", default);
            // The shell's own commands, since the image has no others.
            var run = await real.Engine.RunAsync(
                Request(real, loaded) with
                {
                    Entrypoint = ["/bin/sh"],
                    Arguments =
                    [
                        "-c", """
                            read greeting < greeting
                            echo "$greeting $FROM_IMAGE $ASKED $*"
                            while read line; do
                              case $line in *' /dev/shm '*size=3072k*) echo small;; esac
                            done < /proc/mounts
                            while read line; do case $line in *:*) echo ${line%%:*};; esac; done < /proc/net/dev
                            while read line; do echo "in: $line"; done
                            echo wrong >&2
                            exit 3
                            """, "sh", "an argument"
                    ],
                    Environment = new Dictionary<string, string> { ["ASKED"] = "for" },
                    SharedMemory = 3,
                    Input = new MemoryStream("one\ntwo\n"u8.ToArray()),
                },
                default);
            run.Error.ShouldBe("wrong\n");
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l != "sit0" && l != "tunl0")
                .ShouldBe(["hello set for an argument", "small", "lo", "in: one", "in: two"]);
            run.ExitCode.ShouldBe(3);
            await real.Engine.RemoveImageAsync(loaded, default);
            await real.Engine.RemoveImageAsync(loaded, default);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Without_a_wish_it_runs_what_the_image_says(EngineKind kind)
    {
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        var loaded = await real.Engine.LoadAsync(images.For("x64"), Name, default);
        var lines = new List<string>();
        (await real.Engine.RunAsync(Request(real, loaded) with { OutputLine = lines.Add }, default))
            .ExitCode.ShouldBe(0);
        lines.ShouldBe(["of the image", "set"]);
        (await real.Engine.RunAsync(Request(real, loaded) with { Arguments = ["echo of the user"] }, default))
            .Output.ShouldBe("of the user\n");
        (await real.Engine.CreateAsync(Request(real, loaded), default)).ExitCode.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_can_not_be_started_has_the_exit_codes_of_docker_and_podman(EngineKind kind)
    {
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        var loaded = await real.Engine.LoadAsync(images.For("x64"), Name, default);
        (await Run("/no/such/program")).ShouldBe(127);
        (await Run("/etc/greeting")).ShouldBe(126);

        async Task<int> Run(string program) =>
            (await real.Engine.RunAsync(Request(real, loaded) with { Entrypoint = [program] }, default)).ExitCode;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_container_out_of_time_or_cancelled_is_ended_and_removed(EngineKind kind)
    {
        var mark = $"endless-{Guid.NewGuid():N}";
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        var loaded = await real.Engine.LoadAsync(images.For("x64"), Name, default);
        var endless = Request(real, loaded) with { Arguments = [$"echo begun; while :; do : {mark}; done"] };
        var late = await real.Engine.RunAsync(endless with { Timeout = TimeSpan.FromSeconds(3) }, default);
        late.TimedOut.ShouldBeTrue();
        late.Succeeded.ShouldBeFalse();
        IsRunning(mark).ShouldBeFalse();

        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => real.Engine.RunAsync(
            endless with { OutputLine = _ => cancel.Cancel() }, cancel.Token));
        IsRunning(mark).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_container_gets_no_more_memory_than_it_may(EngineKind kind)
    {
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        var loaded = await real.Engine.LoadAsync(images.For("x64"), Name, default);
        // The shell ends by itself where it gets 1 GB.
        const string greedy = "a=0123456789abcdef; while test ${#a} -lt 1000000000; do a=$a$a; done";
        var run = await real.Engine.RunAsync(Request(real, loaded) with { Arguments = [greedy], Memory = 64 }, default);
        run.ExitCode.ShouldBe(137, run.Error);
    }

    [Fact]
    public async Task A_proof_that_was_killed_names_its_limit_of_memory()
    {
        await using var real = await RealEngine.StartAsync(EngineKind.Podman, output.WriteLine);
        var outcome = await Prove(real, images.For("x64"), "exit 137");
        outcome.Verdict.ShouldBe(Verdict.Failed);
        outcome.Reason!.ShouldContain("2048 MiB");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_broken_layer_is_refused(EngineKind kind)
    {
        using var folder = new TestFolder();
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        var image = images.For("x64");
        foreach (var blob in OciLayout.Verify(images.Layout).Blobs)
            new BlobFolder(folder["broken"]).Copy(images.Layout, blob);
        var layer = OciLayout.BlobPath(folder["broken"], image.Manifest.Layers[0].Digest);
        var bytes = await File.ReadAllBytesAsync(layer);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(layer, bytes);
        (await Should.ThrowAsync<ArgosyException>(
            () => real.Engine.LoadAsync(image with { Layout = folder["broken"] }, Name, default)))
            .Diagnostics[0].Id.ShouldBe("ARG0481");

        var outcome = await Prove(real, image with { Layout = folder["broken"] }, "exit 0");
        outcome.Verdict.ShouldBe(Verdict.Failed, outcome.Reason);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_self_test_is_judged_by_any_engine(EngineKind kind)
    {
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        (await Prove(real, images.For("x64"), "[ $ARGOSY_TEST_SECONDS -gt 0 ]")).Verdict.ShouldBe(Verdict.Passed);
        var failed = await Prove(real, images.For("x64"), "echo it is wrong >&2; exit 4");
        failed.Verdict.ShouldBe(Verdict.Failed);
        failed.Reason.ShouldBe("It ended with exit code 4.\nit is wrong");
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_an_error_of_its_own()
    {
        using var folder = new TestFolder();
        using var engine = new DockerApiEngine(folder["no.sock"]);
        (await Should.ThrowAsync<ArgosyException>(() => engine.DescribeAsync(default)))
            .Diagnostics[0].Id.ShouldBe("ARG0480");
        var outcome = await new EngineProof(engine, Host.Detect(), output.WriteLine).CreateAsync(
            images.For("x64"), Patience.Limit, default);
        outcome.Verdict.ShouldBe(Verdict.Inconclusive);
    }

    private static ContainerRequest Request(RealEngine real, LoadedImage image) =>
        new(image) { HasExplicitLimits = real.HasExplicitLimits };

    private Task<RunOutcome> Prove(RealEngine real, PlatformImage image, string script) =>
        new EngineProof(real.Engine, Host.Detect(), output.WriteLine) { HasExplicitLimits = real.HasExplicitLimits }
            .RunAsync(image, new SelfTest(["/bin/sh", "-c", script], 64, Patience.Limit), Patience.Limit, default);

    private bool CanRun(string architecture)
    {
        var state = BinFmt.State(Host.Detect(), Architecture.TryFind(architecture)!);
        if (state is BinFmtState.Native or BinFmtState.Everywhere) return true;
        output.WriteLine($"not shown here: no emulator for {architecture}");
        return false;
    }

    private static bool IsRunning(string mark) => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains(mark, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it isn't a process, or ended meanwhile
        }
    });
}
