using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Tests;

public sealed class CommandLineSettingsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_choice_every_architecture_of_the_model_is_built() =>
        TestBuilds.In(_folder).Settings.Architectures.Select(a => a.Name).ShouldBe(["x64", "arm64", "ppc64le"]);

    [Theory]
    [InlineData("ppc64le,x64", new[] { "x64", "ppc64le" })]
    [InlineData(" arm64 ,, ", new[] { "arm64" })]
    [InlineData("arm64,arm64", new[] { "arm64" })]
    public void A_choice_keeps_the_models_order(string choice, string[] chosen) =>
        TestBuilds.In(_folder, ("arch", choice)).Settings.Architectures.Select(a => a.Name).ShouldBe(chosen);

    [Fact]
    public void Choices_add_up() =>
        TestBuilds.In(_folder, ("arch", "x64"), ("arch", "arm64")).Settings.Architectures.Select(a => a.Name)
            .ShouldBe(["x64", "arm64"]);

    [Fact]
    public void A_platform_chooses_its_architecture_and_its_distribution()
    {
        var settings = TestBuilds.In(_folder, ("platform", "debian-12-arm64")).Settings;
        settings.Architectures.Select(a => a.Name).ShouldBe(["arm64"]);
        settings.Platforms!.Select(p => p.Name).ShouldBe(["debian-12-arm64"]);
        TestBuilds.In(_folder).Settings.Platforms.ShouldBeNull();
    }

    [Fact]
    public void A_platform_that_the_model_doesnt_make_is_refused() =>
        Should.Throw<ArgosyException>(() => TestBuilds.In(_folder, ("platform", "debian-12-arm46"))).Message
            .ShouldStartWith(
                "ARG0721 command line: --platform names 'debian-12-arm46', which argosy.yaml doesn't make. "
                + "Did you mean 'debian-12-arm64'?");

    [Theory]
    [InlineData("s390x", "ARG0721 command line: --arch names s390x, which argosy.yaml doesn't list.")]
    [InlineData("aarch64", "ARG0101 command line: unknown architecture 'aarch64'. Did you mean 'arm64'?")]
    public void A_stranger_is_refused(string choice, string start) =>
        Should.Throw<ArgosyException>(() => TestBuilds.In(_folder, ("arch", choice))).Message.ShouldStartWith(start);

    [Fact]
    public void Locked_is_said_on_the_command_line()
    {
        TestBuilds.In(_folder).Settings.Locked.ShouldBeFalse();
        TestBuilds.In(_folder, ("locked", "")).Settings.Locked.ShouldBeTrue();
    }

    [Fact]
    public void Fuzzers_run_for_an_hour_or_as_long_as_is_said()
    {
        FuzzTime().ShouldBe(TimeSpan.FromHours(1));
        FuzzTime(("fuzz-seconds", "90")).ShouldBe(TimeSpan.FromSeconds(90));
        Should.Throw<ArgosyException>(() => FuzzTime(("fuzz-seconds", "1h")))
            .Message.ShouldStartWith("ARG0728 command line: ");
    }

    [Fact]
    public void The_last_number_of_jobs_counts() =>
        TestBuilds.In(_folder, ("jobs", "3"), ("jobs", "7")).Settings.CompilerJobs.ShouldBe(7);

    private TimeSpan FuzzTime(params (string Name, string Value)[] arguments) =>
        new FakeContext(_folder.Path, arguments).FuzzTime();
}
