using Argosy.Artifacts.Snapshots;

namespace Argosy.Artifacts.Tests.Snapshots;

public sealed class RunSnapshotTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        using var project = new SnapshotProject { Declared = ["TERM"] };
        project.Record();
        var written = project.Snapshot();
        var read = RunSnapshot.TryRead(project.At(".argosy/noop"))!;
        read.Request.ShouldBe(written.Request);
        read.Variables.ShouldBe(["TERM"]);
        read.Environment.ShouldBe(written.Environment);
        read.Files.ShouldBe(written.Files);
        read.Folders.ShouldBe(written.Folders);
        read.Text.ToArray().ShouldBe(written.Text.ToArray());
        read.State.Length.ShouldBeGreaterThan(500);
        File.GetUnixFileMode(project.At(".argosy/noop")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_part_of_it_is_nothing()
    {
        using var project = new SnapshotProject();
        project.Record();
        var file = project.At(".argosy/noop");
        var whole = File.ReadAllBytes(file);
        for (var length = 0; length < whole.Length; length += 1 + (length / 40))
        {
            File.WriteAllBytes(file, whole[..length]);
            RunSnapshot.TryRead(file).ShouldBeNull($"{length} of {whole.Length} bytes");
            // As after a power loss.
            File.WriteAllBytes(file, [.. whole[..length], .. new byte[whole.Length - length]]);
            RunSnapshot.TryRead(file).ShouldBeNull($"{length} of {whole.Length} bytes, then zeros");
        }
    }

    [Fact]
    public void One_of_another_version_is_nothing()
    {
        using var project = new SnapshotProject();
        project.Record();
        var file = project.At(".argosy/noop");
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan().StartsWith("argosy-noop/1\n"u8).ShouldBeTrue();
        bytes["argosy-noop/".Length]++;
        File.WriteAllBytes(file, bytes);
        RunSnapshot.TryRead(file).ShouldBeNull();
    }

    [Theory]
    [InlineData("--target=A --jobs=2", "--jobs=2 --target=A")]
    [InlineData("--arch=x64 --arch=arm64 --locked", "--locked --arch=x64 --arch=arm64")]
    [InlineData("--keep-going", "--keep-going")]
    public void Options_in_another_order_are_the_same_command(string one, string other) =>
        RunRequest.TryForm(one.Split(' ')).ShouldBe(RunRequest.TryForm(other.Split(' '))!);

    [Theory]
    [InlineData("--target=A --target=B", "--target=B --target=A")]
    [InlineData("--target=A", "--arch=A")]
    [InlineData("--target=A", "")]
    [InlineData("--locked", "--keep-going")]
    public void Other_options_are_another_command(string one, string other) =>
        RunRequest.TryForm(one.Split(' '))
            .ShouldNotBe(RunRequest.TryForm(other.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("--explain")]
    [InlineData("--force")]
    [InlineData("--clean")]
    [InlineData("--audit")]
    [InlineData("--exclusive")]
    [InlineData("--tree")]
    [InlineData("--dryrun")]
    [InlineData("--cache=oci://h/r")]
    [InlineData("--verbosity=verbose")]
    [InlineData("--no-cache")]
    [InlineData("--settings_x=y")]
    [InlineData("--target")]
    [InlineData("--target=")]
    [InlineData("--locked=yes")]
    [InlineData("-j")]
    [InlineData("Native")]
    [InlineData("")]
    public void A_command_that_may_do_more_has_no_form(string argument)
    {
        RunRequest.TryForm([argument]).ShouldBeNull();
        RunRequest.TryForm(["--target=A", argument]).ShouldBeNull();
    }

    [Fact]
    public void Cakes_arguments_and_the_command_line_have_one_form()
    {
        Dictionary<string, ICollection<string>> arguments =
            new() { ["locked"] = [], ["target"] = ["A"], ["arch"] = ["x64", "arm64"] };
        RunRequest.TryForm(arguments)
            .ShouldBe(RunRequest.TryForm(["--target=A", "--arch=x64", "--arch=arm64", "--locked"]));
    }
}
