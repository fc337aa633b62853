using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests.Files;

public sealed class InputFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_tools_make_inside_a_source_tree_is_no_input()
    {
        Put("src/a.cs", "src/obj/b.cs", "src/bin/c.cs");
        Find("src/**").ShouldBe(["src/a.cs"]);
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
    public void A_link_counts_by_what_it_leads_to_and_a_link_to_a_folder_not_at_all()
    {
        Put("real/a.c");
        File.CreateSymbolicLink(_folder.At("link.c"), "real/a.c");
        File.CreateSymbolicLink(_folder.At("broken.c"), "nowhere");
        Directory.CreateSymbolicLink(_folder.At("again"), "real");

        Find("**").ShouldBe(["link.c", "real/a.c"]);
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
