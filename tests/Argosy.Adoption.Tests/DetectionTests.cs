using Argosy.Adoption.Detection;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Tests;

public sealed class DetectionTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Findings _findings = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_CMake_project_has_its_name_version_packages_tools_and_installed_files()
    {
        var native = Read("cmake").Native.ShouldHaveSingleItem();
        native.Name.ShouldBe("demo");
        native.Version.ShouldBe(new Guess("1.4.0", "CMakeLists.txt:2"));
        native.Packages.Select(p => p.Value).ShouldBe(["libcmocka-dev", "libssl-dev", "libyaml-dev", "zlib1g-dev"]);
        native.Packages.Single(p => p.Value == "zlib1g-dev").From.ShouldBe("CMakeLists.txt:7");
        native.Tools.Select(t => t.Value).ShouldBe(["pkg-config"]);
        native.Options.Select(o => o.Value).ShouldBe(["BUILD_SHARED_LIBS=ON"]);
        native.Installs.Select(i => i.Value).ShouldBe(["lib/libdemo.*", "bin/demo-tool", "include/**"]);
        native.Inputs.ShouldBe(["include/**", "src/**", "tests/**"]);
        native.Remarks.ShouldHaveSingleItem().ShouldContain("nosuchmodule");
        _findings.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_meson_project_has_its_dependencies_and_languages()
    {
        var native = Read("meson").Native.ShouldHaveSingleItem();
        native.Version!.Value.ShouldBe("58");
        native.Packages.Select(p => p.Value).ShouldBe(["liblz4-dev", "libstdc++6", "zlib1g-dev"]);
        native.HasLibrary.ShouldBeTrue();
        _findings.All.ShouldBeEmpty();
    }

    [Fact]
    public void An_autotools_project_has_the_version_that_its_macros_make()
    {
        var project = Read("autotools");
        var native = project.Native.ShouldHaveSingleItem();
        native.Title.ShouldBe("yaml");
        project.Version.Value.ShouldBe("0.2.5");
        native.Packages.Select(p => p.Value).ShouldBe(["libstdc++6", "zlib1g-dev"]);
        native.Remarks.ShouldHaveSingleItem().ShouldContain("nosuch");
        _findings.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("old autotools", "old", "1.0-beta2")]
    [InlineData("generated configure", "gen", "3.1")]
    [InlineData("pyproject", "demo-py", "1.0-rc1")]
    [InlineData("setup.cfg", "cfg-demo", "0.9")]
    [InlineData("setup.py", "only-py", "2.0")]
    [InlineData("dotnet solution", "app", "4.0.0")]
    public void The_project_has_name_and_version_of_its_files(string repository, string name, string version)
    {
        var project = Read(repository);
        project.Name.Value.ShouldBe(name);
        project.Version.Value.ShouldBe(version);
    }

    [Theory]
    [InlineData("project(z C)\nset(VERSION 1.2.13)\n", "1.2.13", "CMakeLists.txt:2")]
    [InlineData("set(Z_LIB_VERSION \"0.8\")\nproject(z-lib C)\n", "0.8", "CMakeLists.txt:1")]
    [InlineData("project(z C)\nset(PROJECT_VERSION_MAJOR 2)\nset(PROJECT_VERSION_MINOR 1)\n", "2.1.0", "CMakeLists.txt:2")]
    [InlineData("project(z C)\nset(Z_VERSION_MAJOR 2)\nset(Z_VERSION_MINOR 1)\nset(Z_VERSION_PATCH 7)\n", "2.1.7",
        "CMakeLists.txt:2")]
    [InlineData("project(z C)\nset(OTHER_VERSION 3.0)\nset(VERSION x)\n", "5.6", "configure.ac:1")]
    [InlineData("project(z VERSION 9 LANGUAGES C)\nset(VERSION 1.2)\n", "9", "CMakeLists.txt:1")]
    public void A_version_that_project_lacks_is_found_elsewhere(string cmake, string version, string from)
    {
        _folder.Write("CMakeLists.txt", cmake);
        _folder.Write("configure.ac", "AC_INIT([z],[5.6])\n");
        new RepositoryReader(new(_folder.Path, _findings), _findings, GitFacts.None).Read(null)
            .Version.ShouldBe(new Guess(version, from));
    }

    [Theory]
    [InlineData("another configure")]
    [InlineData("tools only")]
    [InlineData("empty")]
    public void Nothing_is_found_where_nothing_is_built(string repository)
    {
        var project = Read(repository);
        (project.Native.Count + project.Wheels.Count + project.Dotnet.Count + project.Images.Count).ShouldBe(0);
    }

    [Fact]
    public void A_wheel_that_CMake_compiles_is_no_native_item()
    {
        var project = Read("scikit-build");
        project.Native.ShouldBeEmpty();
        project.Wheels.ShouldHaveSingleItem().Extension.ShouldNotBeNull();
    }

    [Fact]
    public void An_extension_is_told_from_pure_Python_and_an_unknown_backend_is_said()
    {
        Read("pyproject").Wheels.ShouldHaveSingleItem().Extension.ShouldBe("setup.py:2");
        using var other = new TestFolder();
        foreach (var (path, text) in Repositories.All["maturin"]) other.Write(path, text);
        new RepositoryReader(new(other.Path, _findings), _findings, GitFacts.None).Read(null)
            .Wheels.ShouldHaveSingleItem().Remarks.ShouldHaveSingleItem().ShouldContain("maturin");
    }

    [Fact]
    public void A_program_is_published_and_a_test_is_left_out()
    {
        var project = Read("dotnet solution").Dotnet.ShouldHaveSingleItem();
        project.Frameworks.ShouldBe(["net8.0", "net10.0"]);
        project.Inputs.ShouldBe(["src/Core/**", "Directory.Build.props"]);
        project.PackageId.ShouldBeNull();
    }

    [Fact]
    public void A_library_is_packed()
    {
        var library = Read("dotnet library").Dotnet.ShouldHaveSingleItem();
        library.PackageId.ShouldBe("Demo.Lib");
        library.Frameworks.ShouldBeEmpty();
    }

    [Fact]
    public void A_project_of_the_old_form_is_a_finding()
    {
        Read("old csproj").Dotnet.ShouldBeEmpty();
        _findings.All.ShouldHaveSingleItem().Id.ShouldBe("ARG0912");
    }

    [Fact]
    public void Existing_CI_files_are_found_with_their_pinned_checkout()
    {
        var ci = Read("ci").Ci;
        ci.Select(c => c.System).ShouldBe([CiSystem.Zuul, CiSystem.GitHub, CiSystem.GitLab]);
        ci[1].Checkout.ShouldBe("actions/checkout@0123456789012345678901234567890123456789");
        ci[0].Remarks.ShouldHaveSingleItem().ShouldContain(".zuul.yaml");
    }

    [Theory]
    [InlineData("CMakeLists.txt", "project(a C)\nset(x \"y\n", 2)]
    [InlineData("CMakeLists.txt", "project(a C)\n\n?(b)\n", 3)]
    [InlineData("meson.build", "project('a', 'c')\nx = [1,\ndependency('zlib)\n", 3)]
    [InlineData("configure.ac", "AC_INIT([a],[1])\nAC_CHECK_LIB([z\n", 2)]
    [InlineData("pyproject.toml", "[project]\nname = \"a\nversion = 1\n", 2)]
    [InlineData("setup.cfg", "[metadata]\nname = a\nnonsense\n", 3)]
    [InlineData("A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup>\n</Project>\n", 3)]
    [InlineData("Dockerfile", "\nRUN true\n", 2)]
    [InlineData(".gitlab-ci.yml", "a: [b\nc: d\n", 1)]
    public void A_malformed_file_is_a_finding_at_its_line(string file, string text, int line)
    {
        _folder.Write(file, text);
        _ = new RepositoryReader(new(_folder.Path, _findings), _findings, GitFacts.None).Read(null);
        var finding = _findings.All.ShouldHaveSingleItem();
        finding.Id.ShouldBe("ARG0911");
        finding.Place.ToString().ShouldBe($"{file}:{line}");
    }

    [Fact]
    public void A_file_that_is_no_text_is_a_finding()
    {
        _folder.Write("CMakeLists.txt", "project(a)\0");
        _ = new RepositoryReader(new(_folder.Path, _findings), _findings, GitFacts.None).Read(null);
        _findings.All.ShouldHaveSingleItem().Id.ShouldBe("ARG0910");
    }

    [Theory]
    [InlineData("v1.4.0", "1.4.0")]
    [InlineData("2.0rc1", "2.0-rc1")]
    [InlineData("release-1.08.3", "1.8.3")]
    [InlineData("58", "58")]
    [InlineData("1.2.3.4.5", "1.2.3.4")]
    [InlineData("1.0+dfsg", "1.0-dfsg")]
    [InlineData("trunk", null)]
    [InlineData("99999999", null)]
    public void Versions_become_valid_ones(string text, string? version) => VersionGuess.Of(text).ShouldBe(version);

    private ProjectProposal Read(string repository)
    {
        foreach (var (path, text) in Repositories.All[repository]) _folder.Write(path, text);
        return new RepositoryReader(new(_folder.Path, _findings), _findings, GitFacts.None).Read(null);
    }
}
