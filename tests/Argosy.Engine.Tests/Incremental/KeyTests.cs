using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Engine.Graph;
using Argosy.Engine.Incremental;
using Argosy.Platforms.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Incremental;

/// <summary>What changes a task's key, and what doesn't.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly List<string> _roots = [];

    public void Dispose()
    {
        foreach (var root in _roots) Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void The_same_project_in_another_folder_has_the_same_keys() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => KeyIn(seed).ShouldBe(KeyIn(seed)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Order_and_repetition_of_declarations_do_not_count()
    {
        var root = Root();
        Put(root, "a.c", "");
        Key(root, Declared("a.c", "*.c")).ShouldBe(Key(root, Declared("*.c")));
    }

    [Fact]
    public void A_file_that_becomes_executable_counts()
    {
        var root = Root();
        Put(root, "a.sh", "");
        var before = Key(root, Declared("a.sh"));
        File.SetUnixFileMode(
            Path.Combine(root, "a.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Key(root, Declared("a.sh")).ShouldNotBe(before);
    }

    [Fact]
    public void A_declared_variable_counts_set_empty_or_unset()
    {
        var root = Root();
        var declaration = Declared();
        declaration.Variables.Add("ARGOSY_TEST_FLAGS");
        var keys = new HashSet<ActionKey>();
        foreach (var value in (string?[])[null, "-O1", "-O2"])
        {
            Environment.SetEnvironmentVariable("ARGOSY_TEST_FLAGS", value);
            keys.Add(Key(root, declaration)).ShouldBeTrue();
        }

        Environment.SetEnvironmentVariable("ARGOSY_TEST_FLAGS", null);
        keys.ShouldContain(Key(root, declaration));
    }

    [Fact]
    public void A_tool_counts_by_its_content_wherever_it_lies()
    {
        var root = Root();
        Put(root, "here/tool", "#!/bin/sh\necho tool 1\n");
        Put(root, "there/tool", "#!/bin/sh\necho tool 1\n");
        Put(root, "other/tool", "#!/bin/sh\necho tool 2\n");

        Key(root, Using("here/tool")).ShouldBe(Key(root, Using("there/tool")));
        Key(root, Using("here/tool")).ShouldNotBe(Key(root, Using("other/tool")));
    }

    [Fact]
    public void A_folder_of_tools_counts_by_all_that_is_in_it()
    {
        var root = Root();
        Put(root, "kit/bin/run", "1");
        var before = Key(root, Using("./kit"));
        Put(root, "kit/lib/module", "2");

        Key(root, Using("./kit")).ShouldNotBe(before);
    }

    [Fact]
    public void A_tool_that_is_not_there_is_refused_unless_it_may_be_absent()
    {
        var root = Root();
        Should.Throw<ArgosyException>(() => Key(root, Using("./no/tool")))
            .Message.ShouldStartWith("ARG0759 task t: its tool ./no/tool isn't there");
        Should.Throw<ArgosyException>(() => Key(root, Using("no-such-tool"))).Message.ShouldContain("isn't on PATH");
        var optional = Declared();
        optional.OptionalTools.Add("./tool");
        var before = Key(root, optional);
        Put(root, "tool", "1");

        Key(root, optional).ShouldNotBe(before);
    }

    [Fact]
    public void A_glob_that_names_nothing_is_refused_unless_its_files_may_be_absent_or_are_made_before()
    {
        var root = Root();
        Should.Throw<ArgosyException>(() => Key(root, Declared("src/**"))).Message.ShouldBe(
            "ARG0758 task t: its input src/** names no file. Correct the glob. "
            + "Declare files that may be absent with InputsIfPresent.");
        var maker = new TaskDeclaration();
        maker.Outputs.Add("src");
        Key(root, Declared("src/**"), [new TaskNode(new GraphTask("Before", maker), [])]);
        var optional = Declared();
        optional.OptionalInputs.Add("src/**");
        Key(root, optional);
    }

    [Fact]
    public void What_a_task_makes_itself_is_none_of_its_inputs()
    {
        var root = Root();
        Put(root, "src/a.c", "");
        var declaration = Declared("src/**");
        declaration.Outputs.Add("src/gen");
        var before = Key(root, declaration);
        Put(root, "src/gen/b.c", "made");
        Key(root, declaration).ShouldBe(before);
        Put(root, "src/generated.c", "written by hand");
        Key(root, declaration).ShouldNotBe(before);
    }

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("a|b", "b|a")]
    [InlineData("", "|")]
    [InlineData("a 1:b", "a|b")]
    public void Arguments_count_value_by_value(string one, string other)
    {
        var root = Root();
        var declaration = Declared();
        declaration.Arguments.Add("cfg");
        Key(root, declaration, arguments: new("cfg", one.Split('|')))
            .ShouldNotBe(Key(root, declaration, arguments: new("cfg", other.Split('|'))));
    }

    [Fact]
    public void Values_of_variables_and_arguments_are_not_in_the_form()
    {
        var root = Root();
        var declaration = Declared();
        declaration.Arguments.Add("key");
        declaration.Variables.Add("ARGOSY_TEST_TOKEN");
        Environment.SetEnvironmentVariable("ARGOSY_TEST_TOKEN", "hunter2");
        var form = new ActionFingerprint();
        Keys(root, new("key", ["hunter2"])).Write(form, new(new GraphTask("t", declaration), []), _ => null);
        Environment.SetEnvironmentVariable("ARGOSY_TEST_TOKEN", null);

        System.Text.Encoding.UTF8.GetString(form.Bytes).ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_task_of_very_many_inputs_has_a_short_form()
    {
        var root = Root();
        for (var i = 0; i < 200; i++) Put(root, $"src/{i % 7}/{i}.c", $"{i}");
        var form = new ActionFingerprint();
        Keys(root, new("", [])).Write(form, new(new GraphTask("t", Declared("src/**")), []), _ => null);
        form.Bytes.Length.ShouldBeLessThan(500);
        var before = form.Key;
        Put(root, "src/3/3.c", "other");
        Key(root, Declared("src/**")).ShouldNotBe(before);
    }

    [Fact]
    public void A_tool_made_anew_in_a_run_counts_as_it_is_then()
    {
        var root = Root();
        Put(root, "tool", "1");
        var keys = Keys(root, new("", []));
        ActionFingerprint first = new(), second = new();
        keys.Write(first, new(new GraphTask("t", Using("./tool")), []), _ => null);
        Put(root, "tool", "2");
        keys.Refresh();
        keys.Write(second, new(new GraphTask("t", Using("./tool")), []), _ => null);

        second.Key.ShouldNotBe(first.Key);
    }

    [Fact]
    public void What_comes_before_and_is_left_out_counts_as_in_a_full_run()
    {
        var root = Root();
        var before = new TaskNode(new GraphTask("Before", new()), []);
        ActionFingerprint full = new(), alone = new();
        Keys(root, new("", [])).Write(full, new(new GraphTask("t", Declared()), [before]), _ => new("a", false));
        Keys(root, new("", []))
            .Write(alone, new(new GraphTask("t", Declared()), []) { Given = [before] }, _ => new("a", false));

        alone.Key.ShouldBe(full.Key);
    }

    [Fact]
    public void What_comes_before_counts_by_what_it_gave()
    {
        var root = Root();
        var before = new TaskNode(new GraphTask("Before", new()), []);
        ActionKey With(string? result) => Key(root, Declared(), [before], result);

        With("a").ShouldBe(With("a"));
        With("a").ShouldNotBe(With("b"));
        With(null).ShouldNotBe(With("a"));
    }

    private ActionKey KeyIn(int seed)
    {
        var random = new Random(seed);
        var root = Root();
        for (var i = random.Next(6); i >= 0; i--)
            Put(root, $"src/{(char)('a' + random.Next(4))}/{i}.c", $"{random.Next()}");
        var declaration = Declared("src/**", "!src/b/**");
        declaration.Values.Add($"{random.Next()}");
        return Key(root, declaration);
    }

    private static TaskDeclaration Declared(params string[] inputs)
    {
        var declaration = new TaskDeclaration();
        foreach (var input in inputs) declaration.Inputs.Add(input);
        return declaration;
    }

    private static TaskDeclaration Using(string tool)
    {
        var declaration = new TaskDeclaration();
        declaration.Tools.Add(tool);
        return declaration;
    }

    private static ToolIdentities Tools(string root) => new(root, Files(root), Path.Combine(root, ".argosy/tools"));

    private static FileDigests Files(string root) => FileDigests.Load(Path.Combine(root, ".argosy/files"));

    private static KeyMaker Keys(string root, OneArgument arguments) =>
        new(arguments, Digest.Of("code"), Files(root), new InputFiles(root), Tools(root));

    private static ActionKey Key(string root, TaskDeclaration declaration, IReadOnlyList<TaskNode>? before = null,
        string? result = null, OneArgument? arguments = null)
    {
        var form = new ActionFingerprint();
        Keys(root, arguments ?? new("", []))
            .Write(form, new(new GraphTask("t", declaration), before ?? []), _ => new(result, false));
        return form.Key;
    }

    private string Root()
    {
        _roots.Add(Directory.CreateTempSubdirectory("argosy-key-").FullName);
        return _roots[^1];
    }

    private static void Put(string root, string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
        File.WriteAllText(Path.Combine(root, file), text);
    }

    private sealed class OneArgument(string known, string[] values) : IRunArguments
    {
        public bool Has(string name) => name == known;

        public ICollection<string> ValuesOf(string name) => name == known ? values : [];
    }
}
