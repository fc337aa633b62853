using Argosy.Images.Finish;
using Argosy.Images.Layers;
using Argosy.Images.Tests.Layers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Tests.Finish;

/// <summary>Scripts that really run: in Debian's dash and coreutils, and in a small package of the test.</summary>
[Trait("Category", "Slow")]
public sealed class EmulatedFinishTests : IDisposable
{
    private const string Script = """
        #!/bin/sh
        set -e
        [ "$1" = configure ] && [ "$DPKG_MAINTSCRIPT_PACKAGE" = own ] && [ -c /dev/null ] && [ ! -e /home ]
        printf '%s %s\n' "$DPKG_MAINTSCRIPT_ARCH" "$(uname -m)" > /etc/own
        mkdir /srv/data
        chown 101:102 /srv/data
        chmod 2750 /srv/data
        rm /etc/gone
        rm -r /etc/old
        ln -s own /etc/link
        echo changed > /etc/changed
        touch /etc/same /run/never

        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x64")]
    [InlineData("arm64")]
    public async Task What_a_script_changes_is_in_the_layer_with_its_owners(string name)
    {
        var (added, archive) = await FinishAsync(name, Script);
        using var opened = archive.ShouldNotBeNull();
        var architecture = Architecture.TryFind(name)!;
        FinishTrees.TextOf(added, "etc/own").ShouldBe($"{architecture.DebianName} {architecture.KernelName}\n");
        added.Entries.Select(e => (e.Path, Convert.ToString((int)e.Mode, 8), e.Owner, e.Group)).ShouldBe(
            [
                ("etc/.wh.gone", "0", 0, 0), ("etc/.wh.old", "0", 0, 0), ("etc/changed", "755", 0, 0),
                ("etc/link", "777", 0, 0), ("etc/own", "644", 0, 0), ("srv/data", "2750", 101, 102),
            ]);
    }

    [Fact]
    public async Task A_script_that_fails_is_an_error_with_its_output()
    {
        var error = await Should.ThrowAsync<ArgosyException>(
            () => FinishAsync("x64", "#!/bin/sh\necho no luck >&2\nexit 3\n"));
        error.Diagnostics[0].Id.ShouldBe("ARG0458");
        error.Message.ShouldContain("no luck");
        error.Message.ShouldContain("own (postinst) ended with 3");
    }

    [Fact]
    public async Task A_script_that_the_table_replaces_does_not_run()
    {
        var (_, archive) = await FinishAsync("x64", "#!/bin/sh\nset -e\nexit 0\n");
        archive.ShouldBeNull();
    }

    // What was added, and the archive that has it.
    private async Task<(LayerTree Added, RootArchive? Archive)> FinishAsync(string name, string script)
    {
        var platform = Images.On(name);
        using var builder = new RootBuilder(
            CommandRunner.Silent, new RootOptions(_folder["locks"]) { WithoutSecurity = [.. Architecture.All] });
        var root = await FinishTrees.PackagedAsync(
            builder, new(platform, "image-test", ["libc6", "dash", "coreutils"]));
        var definition = Images.Define("packages: [libc6]\nfinish: emulated");
        var packages = LayerTree.Over(root.Where(definition.Paths), FinishTrees.Root(
            [.. FinishTrees.Package("own", script), ("etc/gone", "x"), ("etc/old/a", "x"), ("etc/changed", "x"),
                ("etc/same", "x"), ("srv/x", "x")]));
        var finished = await new FinishLayer(definition, platform.Architecture, "/", Images.Created)
            .CollectAsync(packages, packages, default);
        var before = finished.Tree.Entries.ToHashSet();
        var archive = await new EmulatedFinish(definition, CommandRunner.Silent, _folder.Path)
            .RunAsync(packages, finished, platform.Architecture, default);
        return (Trees.Of(finished.Tree.Entries.Where(e => !before.Contains(e))), archive);
    }
}
