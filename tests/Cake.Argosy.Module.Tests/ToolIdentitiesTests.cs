using Argosy.Artifacts.Files;
using Cake.Argosy.Module.Incremental;

namespace Cake.Argosy.Module.Tests;

public sealed class ToolIdentitiesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-tools-").FullName;

    [Fact]
    public void Each_of_several_tools_counts_by_its_content_and_its_version_is_kept()
    {
        var table = Path.Combine(_folder, "tools");
        var files = FileDigests.Load(Path.Combine(_folder, "files"));
        var tools = new ToolIdentities(_folder, files, table);

        var (cat, sort) = (tools.Of("cat"), tools.Of("sort"));

        cat.ShouldNotBe(sort);
        new ToolIdentities(_folder, files, table).TryVersion(sort)!.ShouldStartWith("sort");
        tools.Of("no-such-tool").ShouldBe(ToolIdentities.Absent);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
