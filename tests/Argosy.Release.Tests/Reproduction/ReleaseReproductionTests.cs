using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Release.Reproduction;
using Argosy.Release.Tests.Versions;

namespace Argosy.Release.Tests.Reproduction;

/// <summary>Two real builds of a project whose files say how they were built.</summary>
public sealed class ReleaseReproductionTests : IAsyncLifetime
{
    private const string Yaml =
        "project: {name: demo, version: 1.0.0}\narchitectures: [x64]\ndistributions: [debian-12]\n";

    // Only root can become another user, who must be able to enter the clone.
    private static readonly bool s_hasOtherUser =
        Environment.IsPrivilegedProcess && ReproductionBuild.IsOpen(Path.GetTempPath().TrimEnd('/'));

    private GitProject _git = null!;

    public async ValueTask InitializeAsync()
    {
        _git = await GitProject.CreateAsync();
        _git.Write("argosy.yaml", Yaml);
        _git.Write(".gitignore", "artifacts/\n");
    }

    public ValueTask DisposeAsync()
    {
        _git.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_depends_on_the_session_is_found()
    {
        await BuildsAsync(
            "date -d @1700000000 +%H > $out/zone", "umask > $out/mask", "pwd > $out/folder",
            "echo $LC_ALL > $out/locale", "id -u > $out/user", "echo same > $out/same");
        var error = await Should.ThrowAsync<ArgosyException>(() => RunAsync(new()));
        error.Diagnostics.Select(d => d.Id).Distinct().ShouldBe(["ARG0945"]);
        string[] session = ["folder", "locale", "mask", "zone"];
        error.Diagnostics.Select(d => $"{d.Place}").Except(["user"]).ShouldBe(session);
        error.Message.ShouldContain("line 1 is '22', and '12' in the second build");
        error.Message.ShouldContain("line 1 is '0022', and '0077' in the second build");
        if (s_hasOtherUser)
            error.Message.ShouldContain("line 1 is '0', and '65534' in the second build");
        var text = await File.ReadAllTextAsync(Path.Combine(_git.Root, "artifacts/reproduction/reproduction.txt"));
        text.ShouldContain($"\n{(s_hasOtherUser ? 1 : 2)} of 6 files are the same, byte for byte.\n");
    }

    [Fact]
    public async Task What_depends_on_sources_alone_is_the_same()
    {
        await BuildsAsync("cat argosy.yaml > $out/model", "git rev-parse HEAD > $out/commit");
        var task = new RecordedTask();
        await RunAsync(task);
        task.Notes[^1].ShouldStartWith("2 files are the same in two builds");
        task.Notes.Count(n => n.StartsWith("Both builds have the same user: ", StringComparison.Ordinal))
            .ShouldBe(Environment.IsPrivilegedProcess && !s_hasOtherUser ? 1 : 0);
    }

    [Fact]
    public async Task A_build_that_fails_is_its_own_error()
    {
        await BuildsAsync("echo broken >&2; exit 3");
        (await Should.ThrowAsync<ArgosyException>(() => RunAsync(new()))).Message.ShouldContain("broken");
    }

    private async Task BuildsAsync(params string[] steps)
    {
        var script = _git.Write("build.sh", "#!/bin/sh\nset -e\n[ \"$1\" = --target=Release-Files ]\n"
            + "out=artifacts/release-files\nmkdir -p $out\n" + string.Join('\n', steps) + "\n");
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        await _git.CommitAllAsync();
    }

    private Task RunAsync(RecordedTask task) => new ReleaseReproduction(new BuildSettings(
        _git.Root, Host.Detect(), Model.Load(Path.Combine(_git.Root, Model.FileName)),
        () => new(1_700_000_000))).RunAsync(task);
}
