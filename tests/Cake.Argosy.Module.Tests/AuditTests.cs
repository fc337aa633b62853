using System.Diagnostics;
using System.Text.Json;

namespace Cake.Argosy.Module.Tests;

/// <summary>With the real Cake tool and the real strace.</summary>
[Trait("Category", "Slow")]
public sealed class AuditTests(ITestOutputHelper output)
{
    [Fact]
    public void What_a_task_doesnt_declare_is_reported_and_nothing_else()
    {
        if (!CanTrace()) return;
        using var project = new CakeScript("""
            Task("Before").Inputs("before.txt").Outputs("made").Does(() => {
                System.IO.Directory.CreateDirectory("made");
                System.IO.File.Copy("before.txt", "made/a", true);
            });
            Task("Default").IsDependentOn("Before").Inputs("in.txt", "unused.txt").Outputs("out.txt").Does(() => {
                System.IO.File.WriteAllText("out.txt", System.IO.File.ReadAllText("in.txt") + System.IO.File.ReadAllText("made/a"));
                StartProcess("sh", "-c \"cat hidden.txt > stray.txt\"");
            });
            """);
        foreach (var file in (string[])["before.txt", "in.txt", "unused.txt", "hidden.txt"])
            File.WriteAllText(project.At(file), file);

        var (code, said) = project.Run("--audit");

        code.ShouldBe(1, said);
        said.ShouldContain("ARG0743 audit: 3 findings in Default");
        Findings(project, "findings").ShouldBe([
            ("undeclaredInput", "hidden.txt", "cat", ".Inputs(\"hidden.txt\")"),
            ("stray", "stray.txt", "sh", ".Outputs(\"stray.txt\")"),
            ("undeclaredTool", "sh", "", ".Uses(\"sh\")")], said);
        Findings(project, "hints").ShouldBe([("unopenedInput", "unused.txt", "", null)], said);
        EditorSchema.Errors("audit.schema.json", File.ReadAllText(project.At("artifacts/audit.json"))).ShouldBeEmpty();
        File.ReadAllText(project.At("out.txt")).ShouldBe("in.txtbefore.txt");
    }

    [Fact]
    public void A_task_as_it_is_declared_passes_and_the_next_build_has_nothing_to_do()
    {
        if (!CanTrace()) return;
        using var project = new CakeScript("""
            Task("Copy").Inputs("in/**").Outputs("out").Uses("cp", "mkdir").Does(() => {
                StartProcess("mkdir", "-p out");
                StartProcess("cp", "in/a out/a");
            });
            Task("Default").IsDependentOn("Copy");
            """);
        Directory.CreateDirectory(project.At("in"));
        File.WriteAllText(project.At("in/a"), "a");
        var (first, built) = project.Run();
        first.ShouldBe(0, built);

        var (code, said) = project.Run("--audit");

        code.ShouldBe(0, said);
        said.ShouldContain("── Copy: as declared ──");
        Findings(project, "findings").ShouldBeEmpty();
        project.Run().Output.ShouldContain("1 up to date");
    }

    [Fact]
    public void A_relative_path_starts_from_the_childs_own_folder()
    {
        if (!CanTrace()) return;
        using var project = new CakeScript("""
            Task("Default").Uses("sh").Outputs("out").Does(() => {
                CreateDirectory("out");
                System.IO.File.WriteAllText("out/a", "");
                StartProcess("sh", new ProcessSettings { Arguments = "-c \"cd ..; mv out/a sub/b; rm sub/gone\"", WorkingDirectory = "sub" });
            });
            """);
        Directory.CreateDirectory(project.At("sub"));
        File.WriteAllText(project.At("sub/gone"), "");

        var (code, said) = project.Run("--audit");

        code.ShouldBe(1, said);
        Findings(project, "findings").ShouldBe([
            ("stray", "sub/b", "the task itself", ".Outputs(\"sub/b\")"), ("stray", "sub/gone", "rm", null)], said);
    }

    [Fact]
    public void A_task_that_fails_is_shown_with_its_own_words()
    {
        if (!CanTrace()) return;
        using var project = new CakeScript("""
            Task("Default").Values("x").Does(() => throw new CakeException("broken"));
            """);

        var (code, said) = project.Run("--audit");

        code.ShouldBe(1, said);
        said.ShouldContain("broken");
        said.ShouldContain("ARG0744 audit: failed while it was watched: Default");
    }

    [Fact]
    public void A_target_that_declares_nothing_cant_be_audited()
    {
        using var project = new CakeScript("""
            Task("Default").Does(() => { });
            """);

        var (code, said) = project.Run("--audit");

        code.ShouldBe(1, said);
        said.ShouldContain("ARG0742");
    }

    [Fact]
    public void Where_another_tracer_is_in_the_way_the_audit_says_so()
    {
        if (!CanTrace()) return;
        using var project = new CakeScript("""
            Task("Default").Values("x").Does(() => { });
            """);

        using var traced = project.StartBy("strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=none"], "--audit");

        Said(traced).ShouldContain("ARG0741 strace: it can't trace here");
    }

    [Fact]
    public void Where_there_is_no_strace_its_package_is_named()
    {
        using var project = new CakeScript("""
            Task("Default").Values("x").Does(() => { });
            """);

        using var poor = project.StartBy("env", ["PATH=/nowhere"], "--audit");

        Said(poor).ShouldContain("Install the Debian package strace");
    }

    private static string Said(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        process.ExitCode.ShouldBe(1, said);
        return said;
    }

    private static List<(string? Kind, string? Path, string? By, string? Declare)> Findings(
        CakeScript project, string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(project.At("artifacts/audit.json")));
        return [.. document.RootElement.GetProperty("tasks").EnumerateArray()
            .SelectMany(t => t.GetProperty(kind).EnumerateArray())
            .Select(f => (f.GetProperty("kind").GetString(), f.GetProperty("path").GetString(),
                f.GetProperty("by").GetString(), f.GetProperty("declare").GetString()))];
    }

    private bool CanTrace()
    {
        using var probe = Process.Start(
            new ProcessStartInfo("strace", ["-f", "--seccomp-bpf", "-o", "/dev/null", "true"])
            {
                RedirectStandardError = true
            })!;
        var said = probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        if (probe.ExitCode != 0) output.WriteLine($"skipped: strace can't trace here: {said}");
        return probe.ExitCode == 0;
    }
}
