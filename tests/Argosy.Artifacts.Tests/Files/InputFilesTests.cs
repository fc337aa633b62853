using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests.Files;

public sealed class InputFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_tools_make_inside_a_source_tree_is_no_input()
    {
        Put("src/a.csproj", "src/obj/b.cs", "src/bin/c.cs", "src/.git/x", "src/__pycache__/y");
        Find("src/**").ShouldBe(["src/a.csproj"]);
        Find("src/**/obj/*.cs").ShouldBe(["src/obj/b.cs"]);
    }

    [Fact]
    public void A_folder_called_bin_is_an_input_where_no_project_makes_it()
    {
        Put("tools/bin/run", "package/obj/x.json");
        Find("tools/**", "package/**").ShouldBe(["package/obj/x.json", "tools/bin/run"]);
    }

    [Fact]
    public void A_glob_that_names_nothing_is_told_whatever_the_others_name()
    {
        Put("a.c");
        var unmatched = new List<string>();
        new InputFiles(_folder.Path)
            .Read(["*.c", "*.h", "!x/**", "absent"], FileDigests.Load(_folder.At("files")), [], unmatched.Add);

        unmatched.ShouldBe(["*.h", "absent"]);
    }

    [Fact]
    public void A_name_that_is_not_UTF8_is_found_and_read()
    {
        Put("src/x");
        using var odd = new OddName(_folder.At("src/x"));
        var found = new List<InputFile>();
        new InputFiles(_folder.Path).Read(["src/**"], FileDigests.Load(_folder.At("files")), found);

        found.Select(f => (f.Path, f.Content)).ShouldBe([("src/" + OddName.Text, Digest.Of("src/x"))]);
    }

    [Fact]
    public void An_excluded_glob_takes_files_away()
    {
        Put("src/a.cs", "src/gen/b.cs");
        Find("src/**/*.cs", "!src/gen/**").ShouldBe(["src/a.cs"]);
    }

    [Theory]
    [InlineData("*.c", "a.c")]
    [InlineData("**/*.c", "a.c x/b.c x/y/c.c")]
    [InlineData("x/*.c", "x/b.c")]
    [InlineData("x/**", "x/b.c x/d.h x/y/c.c")]
    [InlineData("?.c", "a.c")]
    [InlineData("x/*/c.c", "x/y/c.c")]
    [InlineData("**", "a.c x/b.c x/d.h x/y/c.c")]
    [InlineData("*/**/*.c", "x/b.c x/y/c.c")]
    [InlineData("**/y/**", "x/y/c.c")]
    [InlineData("a.c", "a.c")]
    [InlineData("[ax].c", "a.c")]
    [InlineData("x/[!b].?", "x/d.h")]
    [InlineData("x/[a-c].c", "x/b.c")]
    [InlineData("{a,x/b}.c", "a.c x/b.c")]
    [InlineData("x/*.{c,h}", "x/b.c x/d.h")]
    [InlineData("{x/{b,y/c},a}.c", "a.c x/b.c x/y/c.c")]
    [InlineData("absent.c", "")]
    [InlineData("absent/**", "")]
    public void Globs_mean_what_people_expect(string glob, string found)
    {
        Put("a.c", "x/b.c", "x/d.h", "x/y/c.c");
        string.Join(' ', Find(glob)).ShouldBe(found);
    }

    [Fact]
    public void A_file_that_two_globs_name_is_there_once_and_all_are_sorted()
    {
        Put("b.c", "a.c", "a-b.c");
        Find("*.c", "b.c").ShouldBe(["a-b.c", "a.c", "b.c"]);
    }

    [Fact]
    public void A_file_is_found_by_its_own_name_even_if_that_looks_like_a_pattern()
    {
        Put("[id].ts", "{{name}}/x", "i.ts");
        Find("[id].ts").ShouldBe(["[id].ts", "i.ts"]);
        Find("{{name}}/x").ShouldBe(["{{name}}/x"]);
    }

    [Fact]
    public void A_link_counts_by_what_it_leads_to()
    {
        Put("real/a.c");
        File.CreateSymbolicLink(_folder.At("link.c"), "real/a.c");
        Directory.CreateSymbolicLink(_folder.At("again"), "real");
        Directory.CreateSymbolicLink(_folder.At("real/up"), "..");

        Find("**").ShouldBe(["again/a.c", "link.c", "real/a.c"]);
        Find("again/*.c").ShouldBe(["again/a.c"]);
    }

    [Fact]
    public void A_link_that_leads_to_no_file_of_the_project_counts_by_its_text()
    {
        Put("a.c");
        File.CreateSymbolicLink(_folder.At("broken"), "nowhere");
        Directory.CreateSymbolicLink(_folder.At("system"), "/usr/share");
        var found = new List<InputFile>();
        new InputFiles(_folder.Path)
            .Read(["**"], FileDigests.Load(System.IO.Path.Combine(_folder.Path, "..", "none")), found);

        found.Select(f => (f.Path, f.Kind))
            .ShouldBe([("a.c", InputKind.File), ("broken", InputKind.Link), ("system", InputKind.Link)]);
        found[1].Content.ShouldBe(Digest.Of("nowhere"));
    }

    [Fact]
    public void New_files_are_seen_after_a_task_has_run()
    {
        Put("a.c");
        var inputs = new InputFiles(_folder.Path);
        inputs.Find(["*.c"]).ShouldBe(["a.c"]);
        Put("b.c");
        inputs.Refresh();
        inputs.Find(["*.c"]).ShouldBe(["a.c", "b.c"]);
    }

    private IReadOnlyList<string> Find(params string[] globs) => new InputFiles(_folder.Path).Find(globs);

    private void Put(params string[] files)
    {
        foreach (var file in files) _folder.Write(file, file);
    }
}
