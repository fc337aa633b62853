using Argosy.Images.Layers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Layers;

public sealed class FileLayerTests : IDisposable
{
    private readonly TestFolder _project = new();
    private readonly LayerTree _below = Trees.Of(
    [
        FolderEntry.Plain("usr"), FolderEntry.Plain("usr/lib"),
        new LinkEntry("lib", 0, 0, "usr/lib"), new LinkEntry("loop", 0, 0, "loop")
    ]);

    [Fact]
    public void A_file_goes_where_links_of_the_packages_lead()
    {
        _project.Write("a.so", "");
        Collect("{source: a.so, destination: /lib/x/}").Entries.Select(e => e.Path)
            .ShouldBe(["usr/lib/x", "usr/lib/x/a.so"]);
    }

    [Fact]
    public void Modes_come_from_the_permission_to_execute_and_not_from_the_umask()
    {
        File.SetUnixFileMode(_project.Write("d/program", ""), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_project.Write("d/text", ""), UnixFileMode.UserRead | UnixFileMode.GroupExecute);
        var layer = Collect("{source: d, destination: /d}");
        layer.Find("d/program")!.Mode.ShouldBe((UnixFileMode)Convert.ToInt32("755", 8));
        layer.Find("d/text")!.Mode.ShouldBe((UnixFileMode)Convert.ToInt32("644", 8));
        Collect("{source: d/text, destination: /t, mode: 0400}").Find("t")!.Mode.ShouldBe(UnixFileMode.UserRead);
    }

    [Fact]
    public void A_folder_comes_with_its_links_and_empty_folders()
    {
        _project.Write("d/lib.so.1", "");
        File.CreateSymbolicLink(_project["d/lib.so"], "lib.so.1");
        Directory.CreateDirectory(_project["d/empty"]);
        var layer = Collect("{source: d, destination: /opt}");
        layer.Entries.Select(e => e.Path).ShouldBe(["opt", "opt/empty", "opt/lib.so", "opt/lib.so.1"]);
        layer.Find("opt/lib.so").ShouldBeOfType<LinkEntry>().Target.ShouldBe("lib.so.1");
    }

    [Fact]
    public void A_pattern_takes_what_matches_in_one_folder()
    {
        foreach (var name in (string[])["b.dll", "a.dll", "a.pdb", "x/c.dll"]) _project.Write($"d/{name}", "");
        Collect("{source: d/*.dll, destination: /opt/}").Entries.Select(e => e.Path)
            .ShouldBe(["opt", "opt/a.dll", "opt/b.dll"]);
    }

    [Fact]
    public void A_file_for_other_architectures_is_left_out() =>
        Collect("{text: x, destination: /t, architectures: [arm64]}").Entries.ShouldBeEmpty();

    [Theory]
    [InlineData("{source: d/a.dl, destination: /a}",
        "ARG0413 image.yaml:2: nothing is at 'd/a.dl'. Did you mean 'a.dll'?")]
    [InlineData("{source: e/*.dll, destination: /a/}", "ARG0413 image.yaml:2: nothing is at 'e/*.dll'. Build it first")]
    [InlineData("{source: out, destination: /a}",
        "ARG0413 image.yaml:2: 'link' is a link to '/etc/passwd', outside of the image.")]
    [InlineData("{text: x, destination: /usr/lib}", "ARG0414 image.yaml:2: nothing can be put at '/usr/lib'")]
    [InlineData("{text: x, destination: /loop/a}", "ARG0414 image.yaml:2: nothing can be put at '/loop/a'")]
    public void What_cannot_be_put_there_is_an_error_with_its_line(string file, string message)
    {
        _project.Write("d/a.dll", "");
        Directory.CreateDirectory(_project["out"]);
        File.CreateSymbolicLink(_project["out/link"], "/etc/passwd");
        Should.Throw<ArgosyException>(() => Collect(file)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void Two_files_cannot_go_to_the_same_place() =>
        Should.Throw<ArgosyException>(
                () => Collect("{text: x, destination: /lib/t}", "{text: y, destination: /usr/lib/t}"))
            .Message.ShouldStartWith("ARG0414 image.yaml:3");

    public void Dispose() => _project.Dispose();

    private LayerTree Collect(params string[] files)
    {
        var yaml = $"files:\n{string.Concat(files.Select(f => $"  - {f}\n"))}packages: [libc6]";
        return FileLayer.Collect(Images.Define(yaml).Files, _project.Path, Architecture.TryFind("x64")!, _below);
    }
}
