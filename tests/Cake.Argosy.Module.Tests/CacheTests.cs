
namespace Cake.Argosy.Module.Tests;

/// <summary>Results from a cache. With the real Cake tool, some two seconds per run.</summary>
[Trait("Category", "Slow")]
public sealed class CacheTests : IDisposable
{
    private const string Script = """
        Task("Make").Inputs("in.txt").Outputs("out").Does(() => {
            System.IO.Directory.CreateDirectory("out/deep");
            System.IO.File.WriteAllText("out/deep/file", System.IO.File.ReadAllText("in.txt"));
            System.IO.File.WriteAllText("out/tool", "#!/bin/sh\n");
            System.IO.File.SetUnixFileMode("out/tool", (System.IO.UnixFileMode)0x1ED);
            Information("made it");
        });
        Task("Use").IsDependentOn("Make").Inputs("out/deep/file").Outputs("used").Does(() =>
            System.IO.File.WriteAllText("used", System.IO.File.ReadAllText("out/deep/file") + "!"));
        Task("Default").IsDependentOn("Use");
        """;

    private readonly string _cache = Directory.CreateTempSubdirectory("argosy-cache-").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Fact]
    public void Another_folder_gets_what_was_made_here_with_its_log()
    {
        using var first = Project("one");
        using var second = Project("one");
        first.Run().Output.ShouldContain("2 done");

        var (code, output) = second.Run("--explain");

        code.ShouldBe(0, output);
        output.ShouldContain("2 restored");
        output.ShouldContain("Make was restored (local), since");
        File.ReadAllText(second.At("used")).ShouldBe("one!");
        File.GetUnixFileMode(second.At("out/tool")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        File.ReadAllText(second.At("artifacts/logs/Make.log")).ShouldContain("made it");
        second.Run().Output.ShouldContain("2 up to date");
    }

    [Fact]
    public void What_is_written_over_a_restored_file_harms_no_other_folder()
    {
        using var first = Project("one");
        using var second = Project("one");
        first.Run();
        second.Run();
        File.WriteAllText(second.At("in.txt"), "two");

        second.Run().Output.ShouldContain("2 done");

        File.ReadAllText(second.At("used")).ShouldBe("two!");
        File.ReadAllText(first.At("used")).ShouldBe("one!");
        first.Run().Output.ShouldContain("2 up to date");
    }

    [Fact]
    public void A_result_that_comes_out_the_same_ends_the_chain()
    {
        using var project = new CakeScript("""
            Task("Strip").Inputs("in.txt").Outputs("stripped").Does(() =>
                System.IO.File.WriteAllText("stripped", System.IO.File.ReadAllText("in.txt").Split('#')[0]));
            Task("Use").Inputs("stripped").Outputs("used").Does(() => System.IO.File.WriteAllText("used", System.IO.File.ReadAllText("stripped")));
            Task("Default").IsDependentOn("Use");
            """);
        File.WriteAllText(project.At("in.txt"), "code # remark");
        project.Run();
        File.WriteAllText(project.At("in.txt"), "code # another remark");

        project.Run().Output.ShouldContain("1 done, 1 up to date");
    }

    [Fact]
    public void A_damaged_cache_costs_a_run_and_is_repaired_by_it()
    {
        using var first = Project("one");
        using var second = Project("one");
        first.Run();
        var blob = Directory.EnumerateFiles(Path.Combine(_cache, "argosy/blobs"), "*", SearchOption.AllDirectories)
            .Single(f => new FileInfo(f).Length == 3);
        File.Delete(blob);
        File.WriteAllText(blob, "bad");

        second.Run().Output.ShouldContain("1 done, 1 restored");

        File.ReadAllText(second.At("out/deep/file")).ShouldBe("one");
        File.ReadAllText(blob).ShouldBe("one");
    }

    [Fact]
    public void A_cache_that_cannot_be_written_costs_a_warning()
    {
        using var project = Project("one");
        Directory.CreateDirectory(Path.Combine(_cache, "argosy"));
        File.WriteAllText(Path.Combine(_cache, "argosy/blobs"), "no folder");

        var (code, output) = project.Run();

        code.ShouldBe(0, output);
        output.ShouldContain("warning: results are not kept from here on: ARG0214");
        output.ShouldContain("2 done");
        project.Run().Output.ShouldContain("2 up to date");
    }

    [Fact]
    public void With_no_cache_nothing_is_kept_and_nothing_taken()
    {
        using var first = Project("one");
        first.Run("--no-cache").Output.ShouldContain("2 done");
        Directory.Exists(Path.Combine(_cache, "argosy/actions")).ShouldBeFalse();
        File.GetUnixFileMode(first.At("used")).HasFlag(UnixFileMode.UserWrite).ShouldBeTrue();
    }

    [Fact]
    public void A_task_for_another_machine_is_refused_unless_a_cache_has_its_result()
    {
        using var project = new CakeScript("""
            Task("Default").On("s390x").Values("1").Outputs("out").Does(() => System.IO.File.WriteAllText("out", ""));
            """);

        var (code, output) = project.Run();

        code.ShouldBe(1);
        output.ShouldContain("ARG0716 task Default: it has to run on s390x, this machine is");
    }

    [Fact]
    public void A_registry_that_is_gone_costs_a_warning()
    {
        using var project = Project("one");

        var (code, output) = project.Run("--cache=oci://127.0.0.1:1/cache");

        code.ShouldBe(0, output);
        output.ShouldContain("ARG0234");
        output.ShouldContain("2 done");
    }

    [Fact]
    public async Task Other_machines_get_from_a_registry_what_the_trunk_sent_and_pull_requests_send_nothing()
    {
        using var registry = await RealRegistry.StartAsync();
        var cache = $"--cache=oci://{registry.Address}/ci/cache";
        using var request = Project("one", machine: "a");
        using var trunk = Project("one", machine: "b");
        using var other = Project("one", machine: "c");

        request.Run(cache).Output.ShouldContain("2 done");
        trunk.Run(cache, "--cache-mode=readwrite").Output.ShouldContain("2 done");
        var (code, output) = other.Run(cache);

        code.ShouldBe(0, output);
        output.ShouldMatch(@"Make +restored \(registry\)");
        output.ShouldContain("cache: 2 restored (registry)");
        File.ReadAllText(other.At("used")).ShouldBe("one!");
        File.ReadAllText(other.At("artifacts/logs/Make.log")).ShouldContain("made it");
    }

    [Fact]
    public async Task A_registry_that_is_younger_than_the_work_tree_is_filled_with_what_is_up_to_date()
    {
        using var registry = await RealRegistry.StartAsync();
        var cache = $"--cache=oci://{registry.Address}/ci/cache";
        using var old = Project("one", machine: "a");
        using var other = Project("one", machine: "b");
        old.Run("--no-cache").Output.ShouldContain("2 done");

        old.Run(cache).Output.ShouldContain("2 up to date");
        var (_, filled) = old.Run(cache, "--cache-mode=readwrite");
        var (code, output) = other.Run(cache);

        filled.ShouldContain("2 up to date");
        code.ShouldBe(0, output);
        output.ShouldContain("cache: 2 restored (registry)");
        File.ReadAllText(other.At("used")).ShouldBe("one!");
        File.ReadAllText(other.At("artifacts/logs/Make.log")).ShouldContain("made it");
    }

    [Fact]
    public async Task A_proof_from_a_registry_counts_only_when_a_trusted_key_signed_it()
    {
        const string script = """
            Task("Default").Values("1").Does(() => {
                Argosy.Engine.TaskRun.Current.Note("tell \u001b]0;owned\u0007 this");
                Argosy.Engine.TaskRun.Current.Proved(new Argosy.Artifacts.Proof("lib.so", Argosy.Artifacts.ProofLevel.Runs, "here"));
            });
            """;
        using var registry = await RealRegistry.StartAsync();
        var cache = $"--cache=oci://{registry.Address}/ci/cache";
        using var first = new CakeScript(script);
        using var second = new CakeScript(script);
        using var third = new CakeScript(script);
        var key = global::Argosy.Artifacts.Trust.SigningKey.Create(first.At("key.pem"));
        File.WriteAllText(third.At("trusted"), $"{key.Public}\n");

        first.Run(cache, "--cache-mode=readwrite").Output.ShouldContain("1 done");
        var (_, unsigned) = second.Run(cache);
        var (_, signed) = first.Run(cache, "--cache-mode=readwrite", "--cache-key=key.pem");
        var (code, trusted) = third.Run(cache, "--cache-trust=trusted");

        unsigned.ShouldContain("1 done");
        unsigned.Split("ARG0261 ").Length.ShouldBe(2, unsigned);
        signed.ShouldContain("1 up to date");
        code.ShouldBe(0, trusted);
        trusted.ShouldContain("1 restored");
        trusted.ShouldContain("note: tell ␛]0;owned␇ this");
        trusted.ShouldNotContain("\u001b");
    }

    [Fact]
    public void What_a_failed_task_printed_reaches_neither_terminal_nor_CI_system_as_a_command()
    {
        using var project = new CakeScript("""
            Task("Default").Does(() => {
                StartProcess("printf", "\\033]0;owned\\007plain\\n::set-output::1\\n##vso[task.complete]\\n");
                throw new Exception("bad \u001b[31m\u001b]0;t2\u0007name");
            });
            """);

        var (code, output) = project.Run();

        code.ShouldBe(1);
        output.ShouldContain("␛]0;owned␇plain");
        output.ShouldNotContain("\u001b");
        output.ShouldContain(": :set-output");
        output.ShouldNotContain("##vso[");
        output.Split('\n').ShouldAllBe(l => !l.TrimStart().StartsWith("::"));
    }

    private CakeScript Project(string input, string machine = "")
    {
        var project = new CakeScript(Script) { Cache = Path.Combine(_cache, machine) };
        File.WriteAllText(project.At("in.txt"), input);
        return project;
    }
}
