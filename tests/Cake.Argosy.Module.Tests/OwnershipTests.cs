namespace Cake.Argosy.Module.Tests;

/// <summary>What a build replaces, and what it never changes. With the real Cake tool, some two seconds per
/// run.</summary>
[Trait("Category", "Slow")]
public sealed class OwnershipTests
{
    private const string Docs = """
        Task("Docs").Inputs("spec.txt").Outputs("docs").Does(() => {
            System.IO.Directory.CreateDirectory("docs");
            System.IO.File.WriteAllText("docs/api.md", "from " + System.IO.File.ReadAllText("spec.txt"));
        });
        Task("Default").IsDependentOn("Docs");
        """;

    [Fact]
    public void A_hand_written_file_in_an_output_stops_its_task_and_neither_a_run_nor_a_cache_touches_it()
    {
        using var project = Project(Docs, "1");
        project.Run().ExitCode.ShouldBe(0);
        File.WriteAllText(project.At("docs/notes.md"), "an hour of work");

        var (code, output) = project.Run();

        code.ShouldBe(1, output);
        output.ShouldContain("ARG0243 docs/notes.md: ");
        File.ReadAllText(project.At("docs/notes.md")).ShouldBe("an hour of work");
        output = project.Run("--move-aside").Output;
        output.ShouldContain("moved to .argosy/aside/1");
        output.ShouldContain("1 restored");
        File.ReadAllText(project.At(".argosy/aside/1/docs/notes.md")).ShouldBe("an hour of work");
    }

    [Fact]
    public void An_output_of_the_last_run_is_none_of_this_one_even_if_it_is_touched()
    {
        using var project = Project("""
            Task("Default").Inputs("spec.txt").Outputs("out").Does(() => {
                if (System.IO.File.Exists("out/made")) throw new Exception("the last run's output is still there");
                StartProcess("sh", new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(
                    "grep -q good spec.txt && mkdir -p out && cp spec.txt out/made; test ! -e out || touch out out/made") });
            });
            """, "good");
        project.Run().ExitCode.ShouldBe(0);
        File.WriteAllText(project.At("spec.txt"), "broken");

        var (code, output) = project.Run();

        code.ShouldBe(1, output);
        output.ShouldContain("ARG0709");
        project.Run().ExitCode.ShouldBe(1, "no cache may have it");
    }

    [Fact]
    public void A_result_has_neither_files_of_removed_sources_nor_what_a_failed_attempt_left()
    {
        using var project = Project("""
            var attempt = 0;
            Task("Default").Inputs("src/*").Outputs("out").Retries(1).Does(() => {
                System.IO.Directory.CreateDirectory("out");
                if (++attempt == 1) { System.IO.File.WriteAllText("out/half", ""); throw new Exception("once"); }
                foreach (var file in System.IO.Directory.GetFiles("src")) System.IO.File.Copy(file, "out/" + System.IO.Path.GetFileName(file));
            });
            """, "1");
        Directory.CreateDirectory(project.At("src"));
        foreach (var name in (string[])["a", "b"]) File.WriteAllText(project.At($"src/{name}"), name);
        project.Run().ExitCode.ShouldBe(0);
        Names(project).ShouldBe(["a", "b"]);
        File.Delete(project.At("src/b"));

        var (code, output) = project.Run();

        code.ShouldBe(0, output);
        Names(project).ShouldBe(["a"]);
    }

    [Fact]
    public void A_task_that_updates_its_outputs_finds_them_and_files_of_others_as_they_were()
    {
        using var project = Project("""
            Task("Default").Inputs("spec.txt").Outputs("zuul.d").UpdatesOutputs().Does(() =>
                System.IO.File.AppendAllText("zuul.d/jobs.yaml", System.IO.File.ReadAllText("spec.txt")));
            """, "1");
        Directory.CreateDirectory(project.At("zuul.d"));
        File.WriteAllText(project.At("zuul.d/jobs.yaml"), "0");
        File.WriteAllText(project.At("zuul.d/own.yaml"), "theirs");
        var before = File.GetUnixFileMode(project.At("zuul.d/own.yaml"));

        project.Run().Output.ShouldContain("1 done");

        project.Run().Output.ShouldContain("1 up to date");
        (File.ReadAllText(project.At("zuul.d/jobs.yaml")), File.ReadAllText(project.At("zuul.d/own.yaml")))
            .ShouldBe(("01", "theirs"));
        File.GetUnixFileMode(project.At("zuul.d/own.yaml")).ShouldBe(before);
    }

    [Fact]
    public void Cleaning_lists_and_then_removes_what_builds_made_and_nothing_else()
    {
        using var project = Project(Docs, "1");
        project.Run().ExitCode.ShouldBe(0);
        File.WriteAllText(project.At("docs/notes.md"), "an hour of work");

        var (code, output) = project.Run("--clean", "--dryrun");

        code.ShouldBe(0, output);
        output.ShouldContain("would remove docs/api.md (Docs)");
        File.Exists(project.At("docs/api.md")).ShouldBeTrue();
        project.Run("--clean").Output.ShouldContain("kept docs/notes.md: not made by Docs, or changed since");
        Directory.GetFiles(project.At("docs")).ShouldBe([project.At("docs/notes.md")]);
    }

    [Fact]
    public void What_a_task_replaces_whole_is_there_while_it_runs_and_after_it_failed()
    {
        using var project = Project("""
            Task("Default").Inputs("spec.txt").Outputs("served").ReplacesOutputs().Does(() => {
                var spec = System.IO.File.ReadAllText("spec.txt");
                if (DirectoryExists("served")) Information("served meanwhile: " + System.IO.File.ReadAllText("served/page"));
                if (spec == "fail") throw new Exception("no");
                if (spec == "idle") return;
                System.IO.Directory.CreateDirectory("next");
                System.IO.File.WriteAllText("next/page", spec);
                if (DirectoryExists("served")) System.IO.Directory.Move("served", "old");
                System.IO.Directory.Move("next", "served");
                if (DirectoryExists("old")) System.IO.Directory.Delete("old", true);
            });
            """, "1");
        string Served() => File.ReadAllText(project.At("served/page"));

        project.Run().ExitCode.ShouldBe(0);
        foreach (var (spec, error) in ((string, string)[])[("fail", "ARG0765 task Default: it failed: no"),
            ("idle", "ARG0709 task Default: it declares ReplacesOutputs and ended well without replacing: served")])
        {
            File.WriteAllText(project.At("spec.txt"), spec);
            project.Run().Output.ShouldContain(error);
            Served().ShouldBe("1");
        }

        File.WriteAllText(project.At("spec.txt"), "2");
        project.Run().ExitCode.ShouldBe(0);
        File.ReadAllText(project.At("artifacts/logs/Default.log")).ShouldContain("served meanwhile: 1");
        Served().ShouldBe("2");
        project.Run().Output.ShouldContain("1 up to date");
    }

    private static CakeScript Project(string script, string spec)
    {
        var project = new CakeScript(script);
        File.WriteAllText(project.At("spec.txt"), spec);
        return project;
    }

    private static IEnumerable<string?> Names(CakeScript project) =>
        Directory.GetFiles(project.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
