using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
[Collection(OneClone.Name)]
public sealed class MissingToolTests(SharedClone shared) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-e2e-path-").FullName;

    [Fact]
    public void A_program_that_is_missing_is_named()
    {
        var build = new BuildCommand(shared.Clone.Folder, [.. SharedClone.Small, "--force"])
        {
            Environment = { ["PATH"] = PathWithout("cmake") }
        };
        build.Run().ShouldFail("ARG0759", "cmake", "Install it");
        shared.ShouldGoOn();
    }

    [Fact]
    public void Without_git_the_build_says_where_else_the_time_may_come_from()
    {
        var build = new BuildCommand(shared.Clone.Folder, SharedClone.Small)
        {
            Environment = { ["PATH"] = PathWithout("git") }
        };
        build.Run().ShouldFail("ARG0783 git: ", "SOURCE_DATE_EPOCH");
    }

    [Fact]
    public void Without_dotnet_the_build_says_how_to_get_it()
    {
        var build = new BuildCommand(shared.Clone.Folder, SharedClone.Small)
        {
            Environment = { ["PATH"] = PathWithout("dotnet") }
        };
        build.Run().ShouldFail("ARG0733", "https://dotnet.microsoft.com/download/dotnet/10.0");
    }

    [Fact]
    public void With_no_install_a_missing_package_is_named_and_nothing_is_installed()
    {
        var path = PathWithout("dpkg-query", "apt-get");
        Program("dpkg-query", $"{Where("dpkg-query")} \"$@\" | grep -v ninja-build");
        Program("apt-get", $"touch {_folder}/installed");
        var run = new BuildCommand(shared.Clone.Folder, [.. SharedClone.Small, "--no-install"])
        {
            Environment = { ["PATH"] = path }
        }.Run();
        run.ExitCode.ShouldNotBe(0);
        run.Output.ShouldContain("missing packages: ninja-build");
        File.Exists(Path.Combine(_folder, "installed")).ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A folder of links to all programs except these.
    private string PathWithout(params string[] missing)
    {
        foreach (var program in SearchPath().SelectMany(Directory.EnumerateFiles))
        {
            var link = Path.Combine(_folder, Path.GetFileName(program));
            if (!missing.Contains(Path.GetFileName(program)) && !Path.Exists(link)
                && new FileInfo(link).LinkTarget is null)
                File.CreateSymbolicLink(link, program);
        }

        return _folder;
    }

    private void Program(string name, string line)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Where(string program) =>
        SearchPath().Select(f => Path.Combine(f, program)).First(File.Exists);

    private static IEnumerable<string> SearchPath() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists);
}
