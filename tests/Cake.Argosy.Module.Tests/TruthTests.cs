namespace Cake.Argosy.Module.Tests;

/// <summary>Nothing is up to date that isn't: through the real Cake tool, some two seconds a run.</summary>
[Trait("Category", "Slow")]
public sealed class TruthTests
{
    private const string Runs = """void Ran(string task) => System.IO.File.AppendAllText("ran", task + " ");""";

    [Fact]
    public void A_failure_that_a_handler_swallowed_is_kept_nowhere()
    {
        using var project = new CakeScript($$"""
            {{Runs}}
            void Make(string file) { System.IO.File.WriteAllText(file, "part"); if (!System.IO.File.Exists("network")) throw new Exception("gone"); System.IO.File.WriteAllText(file, "whole"); }
            Task("A").Inputs("in.txt").Outputs("a").Does(() => { Ran("A"); Make("a"); }).ContinueOnError();
            Task("B").Inputs("in.txt").Outputs("b").Does(() => { Ran("B"); Make("b"); }).OnError(e => {});
            Task("Gone").Inputs("in.txt").Outputs("never").Does(() => throw new Exception("gone")).ContinueOnError();
            Task("Default").IsDependentOn("A").IsDependentOn("B").IsDependentOn("Gone");
            """);
        File.WriteAllText(project.At("in.txt"), "");

        var (code, output) = project.Run("--jobs=1");
        code.ShouldBe(0, output);
        output.ShouldContain("its result is not kept");
        File.WriteAllText(project.At("network"), "");
        project.Run("--jobs=1");

        File.ReadAllText(project.At("ran")).ShouldBe("A B A B ");
        File.ReadAllText(project.At("a")).ShouldBe("whole");
        File.ReadAllText(project.At("b")).ShouldBe("whole");
    }

    [Fact]
    public void A_result_of_inputs_that_changed_meanwhile_is_kept_nowhere_also_if_they_were_put_back()
    {
        using var project = new CakeScript($$"""
            {{Runs}}
            Task("Changed").Inputs("one.txt").Outputs("a").Does(() => { Ran("Changed"); if (HasArgument("edit")) System.IO.File.WriteAllText("one.txt", "2"); System.IO.File.Copy("one.txt", "a", true); });
            Task("Back").Inputs("two.txt").Outputs("b").Does(() => {
                Ran("Back");
                var was = System.IO.File.ReadAllText("two.txt");
                if (HasArgument("edit")) System.IO.File.WriteAllText("two.txt", "2");
                System.IO.File.Copy("two.txt", "b", true);
                if (HasArgument("edit")) System.IO.File.WriteAllText("two.txt", was);
            });
            Task("Default").IsDependentOn("Changed").IsDependentOn("Back");
            """);
        File.WriteAllText(project.At("one.txt"), "1");
        File.WriteAllText(project.At("two.txt"), "1");

        var (code, output) = project.Run("--edit", "--jobs=1");
        code.ShouldBe(0, output);
        File.WriteAllText(project.At("one.txt"), "1");
        project.Run("--jobs=1");
        File.ReadAllText(project.At("a")).ShouldBe("1");
        File.ReadAllText(project.At("b")).ShouldBe("1");
        project.Run("--jobs=1");

        File.ReadAllText(project.At("ran")).ShouldBe("Changed Back Changed Back ");
    }

    [Fact]
    public void A_task_that_is_run_alone_has_the_key_that_it_has_in_a_full_run()
    {
        using var project = new CakeScript($$"""
            {{Runs}}
            Task("A").WithCriteria(() => !HasArgument("skip")).Inputs("in.txt").Outputs("a").Does(() => { Ran("A"); System.IO.File.Copy("in.txt", "a", true); });
            Task("B").IsDependentOn("A").Inputs("b.txt").Outputs("b").Does(() => { Ran("B"); System.IO.File.Copy("a", "b", true); });
            Task("Default").IsDependentOn("B");
            """);
        File.WriteAllText(project.At("b.txt"), "");
        File.WriteAllText(project.At("in.txt"), "1");
        project.Run();
        project.Run("--exclusive", "--target=B").Output.ShouldContain("1 up to date");
        project.Run("--skip", "--target=B").Output.ShouldContain("1 up to date");

        File.WriteAllText(project.At("in.txt"), "2");
        project.Run("--target=A");
        project.Run("--exclusive", "--target=B");

        File.ReadAllText(project.At("b")).ShouldBe("2");
        project.Run().Output.ShouldContain("2 up to date");
        File.ReadAllText(project.At("ran")).ShouldBe("A B A B ");
    }

    [Fact]
    public void Code_counts_however_it_is_loaded()
    {
        string[] files = ["one.cake", "two.cake", "parts/three.cake", "four.cake"];
        using var project = new CakeScript("""
            Task("Default").Inputs("in.txt").Outputs("a").Does(() => System.IO.File.WriteAllText("a", One() + Two() + Three() + Four()));
            """);
        File.WriteAllText(project.At("build.cake"), $"""
            #load "one.cake"
            #load two.cake
            #l "./parts/*.cake"
            #load local:?path=four.cake
            {File.ReadAllText(project.At("build.cake"))}
            """);
        Directory.CreateDirectory(project.At("parts"));
        File.WriteAllText(project.At("in.txt"), "");
        foreach (var file in files) Write(file, "-");
        project.Run().Output.ShouldContain("1 done");

        for (var i = 0; i < files.Length; i++)
        {
            Write(files[i], "+");
            project.Run();
            File.ReadAllText(project.At("a")).ShouldBe(new string('+', i + 1) + new string('-', 3 - i));
        }

        void Write(string file, string text)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            File.WriteAllText(
                project.At(file), $"string {char.ToUpperInvariant(name[0])}{name[1..]}() => \"{text}\";\n");
        }
    }
}
