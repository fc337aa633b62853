using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Module.Incremental;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;
using FsCheck;
using FsCheck.Fluent;

namespace Cake.Argosy.Module.Tests;

/// <summary>What decides a task's key, and what doesn't.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly List<string> _roots = [];

    public void Dispose()
    {
        foreach (var root in _roots) Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void The_same_project_in_another_folder_has_the_same_keys() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => KeyIn(seed).ShouldBe(KeyIn(seed))).QuickCheckThrowOnFailure();

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
        File.SetUnixFileMode(Path.Combine(root, "a.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
        Key(root, Using("no/tool")).ShouldNotBe(Key(root, Using("here/tool")));
    }

    [Fact]
    public void Tools_are_known_by_version_afterwards()
    {
        var root = Root();
        Put(root, "tool", "#!/bin/sh\necho tool 1.2\n");
        File.SetUnixFileMode(Path.Combine(root, "tool"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var digest = Tools(root).Of("./tool");

        Tools(root).TryVersion(digest).ShouldBe("tool 1.2");
    }

    [Fact]
    public void A_tool_is_asked_once_for_its_version_not_once_a_run()
    {
        var root = Root();
        Put(root, "tool", "#!/bin/sh\necho asked >> \"${0%/*}/asked\"\necho tool 1.2\n");
        File.SetUnixFileMode(Path.Combine(root, "tool"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Tools(root).Of("./tool");
        Tools(root).Of("./tool");

        File.ReadAllLines(Path.Combine(root, "asked")).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_comes_before_counts_by_what_it_gave()
    {
        var root = Root();
        var before = new TaskNode(new CakeTask("Before"), new(), []);
        ActionKey With(string? result) => Key(root, Declared(), [before], result);

        With("a").ShouldBe(With("a"));
        With("a").ShouldNotBe(With("b"));
        With(null).ShouldNotBe(With("a"));
    }

    private ActionKey KeyIn(int seed)
    {
        var random = new Random(seed);
        var root = Root();
        for (var i = random.Next(6); i >= 0; i--) Put(root, $"src/{(char)('a' + random.Next(4))}/{i}.c", $"{random.Next()}");
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

    private static ActionKey Key(string root, TaskDeclaration declaration, IReadOnlyList<TaskNode>? before = null, string? result = null)
    {
        var form = new ActionForm();
        new KeyMaker(new NoArguments(), Digest.Of("code"), Files(root), new InputFiles(root), Tools(root))
            .Write(form, new(new CakeTask("t"), declaration, before ?? []), _ => new(result, false));
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

    private sealed class NoArguments : ICakeArguments
    {
        public bool HasArgument(string name) => false;

        public ICollection<string> GetArguments(string name) => [];

        public IDictionary<string, ICollection<string>> GetArguments() => new Dictionary<string, ICollection<string>>();
    }
}
