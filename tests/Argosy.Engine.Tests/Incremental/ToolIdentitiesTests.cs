using Argosy.Artifacts.Files;
using Argosy.Engine.Incremental;

namespace Argosy.Engine.Tests.Incremental;

public sealed class ToolIdentitiesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-tools-").FullName;

    [Fact]
    public void Each_of_several_tools_counts_by_its_content_and_its_version_is_kept()
    {
        var (cat, sort) = (Tools(_folder).WithVersion("cat"), Tools(_folder).WithVersion("sort"));

        cat.ShouldNotBe(sort);
        Tools(_folder).TryVersion(sort)!.ShouldStartWith("sort");
        Tools(_folder).Of("no-such-tool").ShouldBe(ToolIdentities.Absent);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_program_outside_of_the_project_is_run_once_for_its_version_where_its_declaration_allows_it(
        bool isAllowed, int times)
    {
        var program = Program("outside");
        for (var run = 0; run < 2; run++)
            _ = isAllowed ? Tools(At("project")).WithVersion(program) : Tools(At("project")).Of(program);

        (File.Exists(At("ran")) ? File.ReadAllLines(At("ran")).Length : 0).ShouldBe(times);
    }

    [Fact]
    public void A_program_of_the_project_is_never_run_for_its_version_also_through_a_link_from_outside()
    {
        Program("project/deploy.sh");
        File.CreateSymbolicLink(At("deploy"), "project/deploy.sh");

        Tools(At("project")).WithVersion("./deploy.sh").ShouldBe(Tools(At("project")).WithVersion(At("deploy")));

        File.Exists(At("ran")).ShouldBeFalse();
    }

    private ToolIdentities Tools(string root) => new(root, FileDigests.Load(At("files")), At("tools"));

    private string At(string file) => Path.Combine(_folder, file);

    private string Program(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllText(At(file), $"#!/bin/sh\necho \"$*\" >> {At("ran")}\necho tool 1.2\n");
        File.SetUnixFileMode(At(file), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return At(file);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
