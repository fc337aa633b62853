using System.Diagnostics;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests;

public sealed class StagedFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Target => _folder.At("target");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Publishing_replaces_the_whole_folder()
    {
        _folder.Write("target/old", "old");
        Publish("new");
        Directory.EnumerateFiles(Target).Select(Path.GetFileName).ShouldBe(["new"]);
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public async Task Who_reads_while_it_is_published_always_finds_the_old_or_the_new_one()
    {
        _folder.Write("target/file", "0");
        using var done = new CancellationTokenSource();
        var missed = 0;
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                if (!File.Exists(Path.Combine(Target, "file"))) missed++;
        });

        for (var i = 0; i < 300; i++) Publish("file");
        await done.CancelAsync();
        await reader;

        missed.ShouldBe(0);
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void Without_publishing_nothing_stays_and_the_target_is_as_it_was()
    {
        _folder.Write("target/old", "old");
        using (var staged = new StagedFolder(Target)) File.WriteAllText(Path.Combine(staged.Path, "new"), "half");
        Directory.EnumerateFiles(Target).Select(Path.GetFileName).ShouldBe(["old"]);
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void What_is_published_has_the_modes_of_outputs_that_no_task_publishes()
    {
        using (var staged = new StagedFolder(Target))
        {
            Fill(staged.Path);
            staged.Publish();
        }

        Fill(_folder.At("other"));
        PublishedModes.Normalize(_folder.Path, ["other"]);
        Modes(Target).ShouldBe(Modes(_folder.At("other")));
        Modes(Target).ShouldBe(["closed 755", "closed/plain 644", "closed/program 755", "open 1777"]);

        static void Fill(string folder)
        {
            Make(Directory.CreateDirectory(Path.Combine(folder, "open")).FullName, (UnixFileMode)0b001_111_111_111);
            var closed = Directory.CreateDirectory(Path.Combine(folder, "closed")).FullName;
            File.WriteAllText(Path.Combine(closed, "plain"), "");
            File.WriteAllText(Path.Combine(closed, "program"), "");
            Make(Path.Combine(closed, "plain"), (UnixFileMode)0b110_000_010);
            Make(Path.Combine(closed, "program"), (UnixFileMode)0b100_111_000_010);
            Make(closed, (UnixFileMode)0b010_111_000_000);
        }

        static void Make(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);

        static IEnumerable<string> Modes(string folder) =>
            Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                .Select(e => $"{Path.GetRelativePath(folder, e)} {Convert.ToString((int)File.GetUnixFileMode(e), 8)}")
                .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void A_trailing_slash_means_the_same_folder()
    {
        using (var staged = new StagedFolder(Target + "/")) staged.Publish();
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void What_a_killed_run_left_is_no_part_of_the_next()
    {
        _folder.Write("target/old", "old");
        _folder.Write("target.argosy.partial/left-over", "half");
        _folder.Write("target.argosy.partial.lock", "");
        _folder.Write("target.argosy.old/older", "older");
        Publish("new");
        Directory.EnumerateFiles(Target).Select(Path.GetFileName).ShouldBe(["new"]);
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void A_run_killed_in_the_middle_of_publishing_loses_neither_the_old_folder_nor_the_next_run()
    {
        _folder.Write("target.argosy.old/served", "old");
        _folder.Write("target.argosy.partial/served", "new");
        using (var staged = new StagedFolder(Target)) File.ReadAllText(Path.Combine(Target, "served")).ShouldBe("old");
        _folder.Names.ShouldBe(["target"]);
        Publish("served");
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void Folders_that_people_keep_beside_the_target_are_theirs()
    {
        foreach (var name in (string[])["target.old", "target.partial", "target.bak"])
            _folder.Write($"{name}/file", "theirs");
        Publish("new");
        _folder.Names.ShouldBe(["target", "target.bak", "target.old", "target.partial"]);
    }

    [Fact]
    public void A_clean_up_that_fails_does_not_hide_the_error_that_led_to_it()
    {
        Should.Throw<InvalidDataException>(() =>
        {
            using var staged = new StagedFolder(Target);
            Directory.Delete(staged.Path);
            // Even an administrator can't remove it as a folder.
            File.WriteAllText(staged.Path, "");
            throw new InvalidDataException();
        });
    }

    [Fact]
    public void A_failing_swap_puts_the_target_back()
    {
        _folder.Write("target/old", "old");
        using (var staged = new StagedFolder(Target))
        {
            Directory.Delete(staged.Path);
            Should.Throw<IOException>(staged.Publish);
        }

        Directory.EnumerateFiles(Target).Select(Path.GetFileName).ShouldBe(["old"]);
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void Two_for_one_target_at_once_are_refused_before_they_mix()
    {
        using (var first = new StagedFolder(Target))
        {
            File.WriteAllText(Path.Combine(first.Path, "first"), "");
            Should.Throw<ArgosyException>(() => new StagedFolder(Target))
                .Message.ShouldStartWith($"ARG0201 {Target}: ");
            first.Publish();
        }

        Directory.EnumerateFiles(Target).Select(Path.GetFileName).ShouldBe(["first"]);
        Publish("second");
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void Of_many_at_once_each_is_whole_or_refused()
    {
        Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            try
            {
                using var staged = new StagedFolder(Target);
                for (var file = 0; file < 5; file++) File.WriteAllText(Path.Combine(staged.Path, $"{file}"), $"{i}");
                staged.Publish();
            }
            catch (ArgosyException e) when (e.Diagnostics[0].Id == "ARG0201")
            {
                // Another thread holds the folder.
            }
        });
        Directory.GetFiles(Target).Select(File.ReadAllText).GroupBy(t => t).ShouldHaveSingleItem().Count().ShouldBe(5);
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void Another_process_that_holds_the_target_is_waited_for_by_nobody_and_outlived()
    {
        // flock(1) holds the lock like a build in another process, until it is killed.
        using var holder = Process.Start(new ProcessStartInfo("flock",
            ["--no-fork", Target + ".argosy.partial.lock", "sh", "-c", "echo held; exec sleep 60"])
        { RedirectStandardOutput = true })!;
        holder.StandardOutput.ReadLine().ShouldBe("held");
        Should.Throw<ArgosyException>(() => new StagedFolder(Target)).Diagnostics[0].Id.ShouldBe("ARG0201");
        holder.Kill();
        holder.WaitForExit();
        Publish("new");
        _folder.Names.ShouldBe(["target"]);
    }

    private void Publish(string file)
    {
        using var staged = new StagedFolder(Target);
        File.WriteAllText(Path.Combine(staged.Path, file), "new");
        staged.Publish();
    }
}
