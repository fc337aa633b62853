using Argosy.Artifacts;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Module.Incremental;

namespace Cake.Argosy.Module.Tests;

public sealed class ActionKeyTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("argosy-key-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_canonical_form_is_pinned()
    {
        Put("src/a.c", "int a;\n");

        // SHA-256 of the lines "6:schema 15:argosy-action/1 ", "4:task 1:t ", "4:code 64:… ", "5:value 5:arm64 ", "4:file 7:src/a.c 64:… ".
        Key(Declaration("src/**/*.c")).Hex.ShouldBe("5123c9106931447ec87258ddb2c66ca6bdf357f9c51985ef05c62cefd61a8951");
    }

    [Fact]
    public void Time_stamps_do_not_count()
    {
        Put("src/a.c", "int a;");
        var before = Key(Declaration("src/*.c"));
        File.SetLastWriteTimeUtc(Path.Combine(_root, "src/a.c"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Key(Declaration("src/*.c")).ShouldBe(before);
    }

    [Theory]
    [InlineData("src/a.c", "int b;")]
    [InlineData("src/new.c", "")]
    [InlineData("src/deep/er.c", "x")]
    public void Content_names_and_new_files_count(string file, string text)
    {
        Put("src/a.c", "int a;");
        var before = Key(Declaration("src/**/*.c"));
        Put(file, text);

        Key(Declaration("src/**/*.c")).ShouldNotBe(before);
    }

    [Fact]
    public void What_tools_make_inside_a_source_tree_is_no_input()
    {
        Put("src/a.cs", "");
        Put("src/obj/b.cs", "");
        Put("src/bin/c.cs", "");

        InputFiles.Find(_root, ["src/**"]).ShouldBe(["src/a.cs"]);
    }

    [Fact]
    public void An_excluded_glob_takes_files_away()
    {
        Put("src/a.cs", "");
        Put("src/gen/b.cs", "");

        InputFiles.Find(_root, ["src/**/*.cs", "!src/gen/**"]).ShouldBe(["src/a.cs"]);
    }

    private static TaskDeclaration Declaration(string glob)
    {
        var declaration = new TaskDeclaration();
        declaration.Inputs.Add(glob);
        declaration.Values.Add("arm64");
        return declaration;
    }

    private Digest Key(TaskDeclaration declaration) => ActionKey.Of(_root, "t", declaration, Digest.Of("code"), []).Digest;

    private void Put(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
