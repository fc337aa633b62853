using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests.Snapshots;

/// <summary>An answer without a build is given only where nothing has changed; the build itself is asked
/// in every other case.</summary>
public sealed class ProjectStateTests
{
    private static readonly Dictionary<string, Action<SnapshotProject>> s_changes = new()
    {
        ["another text of the same size, with the old time"] = p => Overwrite(p.At("src/main.c"), "int niam;"),
        ["another file of the same size and time"] = p => Replace(p.At("src/main.c"), "int niam;"),
        ["a time"] = p => File.SetLastWriteTimeUtc(p.At("src/main.c"), DateTime.UnixEpoch),
        ["a mode"] = p => File.SetUnixFileMode(p.At("src/main.c"), UnixFileMode.UserRead),
        ["a new file"] = p => p.Write("src/new.c", ""),
        ["a new folder"] = p => Directory.CreateDirectory(p.At("src/new")),
        ["a new file in a folder that a link leads to"] = p => p.Write("src/inner/new.c", ""),
        ["a removed file"] = p => File.Delete(p.At("src/main.c")),
        ["a renamed file"] = p => File.Move(p.At("src/main.c"), p.At("src/niam.c")),
        ["a link's target"] = p => Link(p.At("src/link.c"), "App/App.csproj"),
        ["a file outside that a link leads to"] = p => Overwrite(p.Tool("tool"), "loot"),
        ["a link in a file's place"] = p => Link(p.At("src/main.c"), "App/App.csproj"),
        ["a replaced output of the same size and time"] = p => Replace(p.At("artifacts/out/lib.so"), "LIBRARY"),
        ["an output written through another name"] = p => OtherName(p.At("artifacts/out/lib.so"), p.Tool("name")),
        ["a removed output"] = p => File.Delete(p.At("artifacts/out/lib.so")),
        ["a removed folder of outputs"] = p => Directory.Delete(p.At("artifacts/out"), recursive: true),
        ["a file among outputs"] = p => p.Write("artifacts/out/other.so", ""),
        ["the model"] = p => p.Write("argosy.yaml", "other"),
        ["an image"] = p => p.Write("images/runtime/image.yaml", "other"),
        ["another image"] = p => p.Write("images/other/image.yaml", "image"),
        ["a commit"] = p => p.Write(".git/refs/heads/main", "4567\n"),
        ["another branch"] = p => p.Write(".git/HEAD", "ref: refs/heads/side\n"),
        ["a record of another run"] = p => File.AppendAllText(p.At(".argosy/journal"), "more"),
        ["a removed journal"] = p => File.Delete(p.At(".argosy/journal")),
        ["a tool"] = p => Overwrite(p.Tool("tool"), "TOOL"),
        ["a removed tool"] = p => File.Delete(p.Tool("tool")),
        ["a tool that is found before"] = p => NewFile(p.Tool("absent/tool")),
        ["a part of a tool's folder"] = p => Overwrite(p.Tool("kit/part"), "PART"),
        ["a new part of a tool's folder"] = p => NewFile(p.Tool("kit/more")),
        ["a build that was killed"] = p => p.Write(".argosy/lock.holder", "process 1"),
        ["a killed build's temporary folder"] = p => File.CreateSymbolicLink(p.At(".argosy/tmp"), "/nonexistent"),
        ["a variable"] = p => p.Environment = p.Environment.Replace("-O2", "-O3", StringComparison.Ordinal),
        ["a removed variable"] = p =>
            p.Environment = p.Environment.Replace("CFLAGS=-O2\0", "", StringComparison.Ordinal),
        ["a new variable that nobody declares"] = p => p.Environment += "ARGOSY_CACHE=oci://host/cache\0",
        ["another target"] = p => p.Arguments = ["--target=Pack", "--jobs=2"],
        ["another number of jobs"] = p => p.Arguments = ["--target=Native", "--jobs=3"],
        ["another target, too"] = p => p.Arguments = ["--target=Native", "--target=Pack", "--jobs=2"],
        ["an option of another run"] = p => p.Arguments = ["--target=Native", "--jobs=2", "--force"],
        ["no options"] = p => p.Arguments = [],
        ["a snapshot of half its length"] = p => Cut(p.At(".argosy/noop")),
        ["an empty snapshot"] = p => File.WriteAllText(p.At(".argosy/noop"), ""),
        ["no snapshot"] = p => File.Delete(p.At(".argosy/noop")),
        ["no lock"] = p => File.Delete(p.At(".argosy/lock")),
        ["a bit of the snapshot's text"] = p => Flip(p.At(".argosy/noop")),
    };

    public static TheoryData<string> Changes => [.. s_changes.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void After_a_change_the_build_is_asked(string change)
    {
        using var project = new SnapshotProject();
        project.Record();
        project.ShouldAnswer();

        s_changes[change](project);

        project.Answer().ShouldBeNull();
    }

    [Theory]
    [InlineData("src/App/obj/made")]
    [InlineData("src/App/bin/made")]
    [InlineData(".git/index")]
    [InlineData("src/__pycache__/made")]
    [InlineData(".argosy/files")]
    public void What_tools_make_beside_sources_is_no_change(string path)
    {
        using var project = new SnapshotProject();
        project.Write("src/App/bin/first", "");
        Directory.CreateDirectory(project.At("src/__pycache__"));
        project.Record();

        project.Write(path, "changed");

        project.ShouldAnswer();
    }

    [Fact]
    public void The_shells_own_variables_count_only_if_a_task_declares_them()
    {
        using var project = new SnapshotProject();
        using var declaring = new SnapshotProject { Declared = ["TERM"] };
        foreach (var each in (SnapshotProject[])[project, declaring])
        {
            each.Record();
            each.Environment = "TERM=dumb\0SHLVL=2\0CFLAGS=-O2\0PATH=/bin\0OLDPWD=/\0";
        }

        project.ShouldAnswer();
        declaring.Answer().ShouldBeNull();
    }

    [Fact]
    public void While_a_build_runs_it_is_asked()
    {
        using var project = new SnapshotProject();
        project.Record();
        using (File.Open(project.At(".argosy/lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            project.Answer().ShouldBeNull();
        project.ShouldAnswer();
    }

    [Fact]
    public void What_was_written_since_the_run_began_is_not_recorded()
    {
        using var project = new SnapshotProject();
        project.Record();
        var since = FileClock.Now();
        project.Snapshot().TryTake(project.Root, since - 10_000_000_000).ShouldBeFalse("all files are younger");

        File.Delete(project.At("src/main.c"));

        project.Snapshot().TryTake(project.Root, since).ShouldBeFalse("the folder is younger, which has a file less");
    }

    [Fact]
    public void A_link_to_a_folder_that_is_left_out_is_not_recorded()
    {
        using var project = new SnapshotProject();
        project.Record();
        File.CreateSymbolicLink(project.At("src/made"), "App/obj");
        project.Snapshot().TryTake(project.Root, FileClock.Now() + 10_000_000_000).ShouldBeFalse();
    }

    private static void Overwrite(string file, string text)
    {
        var time = File.GetLastWriteTimeUtc(file);
        new FileInfo(file).Length.ShouldBe(text.Length);
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, time);
    }

    private static void Replace(string file, string text)
    {
        var time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file + "~", text);
        File.SetLastWriteTimeUtc(file + "~", time);
        File.Move(file + "~", file, overwrite: true);
    }

    private static void OtherName(string file, string name)
    {
        using (var link = System.Diagnostics.Process.Start("ln", [file, name])) link.WaitForExit();
        Overwrite(name, "LIBRARY");
    }

    private static void Link(string path, string target)
    {
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private static void NewFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }

    private static void Cut(string file)
    {
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.AsSpan().IndexOf("nothing"u8)] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
