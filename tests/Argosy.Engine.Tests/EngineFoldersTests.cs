using Argosy.Engine.Execution;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Tests;

public sealed class EngineFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-folders-").FullName;

    public EngineFoldersTests()
    {
        Directory.CreateDirectory(At("project"));
        Directory.CreateDirectory(At("elsewhere"));
        File.WriteAllText(At("elsewhere/precious"), "text");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    [Theory]
    [InlineData(".argosy")]
    [InlineData(".argosy/journal")]
    [InlineData(".argosy/made")]
    [InlineData("artifacts")]
    [InlineData("artifacts/logs")]
    [InlineData("artifacts/logs/Make.log")]
    public void A_link_in_the_place_of_what_the_engine_writes_is_refused_by_name(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At($"project/{name}"))!);
        File.CreateSymbolicLink(At($"project/{name}"), At("elsewhere"));
        Should.Throw<ArgosyException>(() => EngineFolders.RefuseLinks(At("project")))
            .Message.ShouldStartWith($"ARG0751 {name}: ");
    }

    [Fact]
    public void Folders_are_none_and_neither_is_nothing()
    {
        EngineFolders.RefuseLinks(At("project"));
        Directory.CreateDirectory(At("project/artifacts/logs"));
        EngineFolders.RefuseLinks(At("project"));
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("argosy-elsewhere")]
    public void A_folder_that_the_link_to_the_temporary_one_leads_to_is_kept_unless_it_is_this_projects(string name)
    {
        Directory.CreateDirectory(At(name));
        File.WriteAllText(At($"{name}/precious"), "text");
        // Names the project that this one is a copy of.
        File.WriteAllText(At($"{name}/.argosy-project"), At("original"));
        Directory.CreateDirectory(At("project/.argosy"));
        File.CreateSymbolicLink(At("project/.argosy/tmp"), At(name));
        using (new ScratchFolder(At("project")))
        {
        }

        File.Exists(At($"{name}/precious")).ShouldBeTrue();
        Path.Exists(At("project/.argosy/tmp")).ShouldBeFalse();
    }

    [Fact]
    public void Something_else_of_that_name_is_refused()
    {
        Directory.CreateDirectory(At("project/.argosy/tmp"));
        Should.Throw<ArgosyException>(() => new ScratchFolder(At("project"))).Diagnostics[0].Id.ShouldBe("ARG0752");
    }
}
