using Argosy.Adoption.Init;
using Argosy.Images.Definition;
using Argosy.Packages.Debian;
using Argosy.Packages.Wheels.Definition;
using Argosy.Pipelines;
using Argosy.Platforms;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Adoption.Tests;

/// <summary>What `argosy init` writes can be read, whatever the repository is.</summary>
public sealed class InitTests
{
    public static TheoryData<string> Names => [.. Repositories.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_it_writes_is_read_by_every_reader(string name)
    {
        using var folder = new TestFolder();
        foreach (var (path, text) in Repositories.All[name]) folder.Write(path, text);
        ProjectInit.Write(await PlanAsync(folder));
        var model = Load(folder.Path);
        model.Architectures.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_second_run_changes_nothing(string name)
    {
        using var folder = new TestFolder();
        foreach (var (path, text) in Repositories.All[name]) folder.Write(path, text);
        ProjectInit.Write(await PlanAsync(folder));
        var again = await PlanAsync(folder);
        again.Files.Where(f => f.Change == InitChange.Create).ShouldBeEmpty();
    }

    // Files that are cut off or damaged at any place.
    [Fact]
    public void A_damaged_file_never_prevents_it()
    {
        var files = Repositories.All.Values.SelectMany(f => f).Where(f => f.Text.Length > 0).ToList();
        var damage =
            from file in Gen.Elements(files.AsEnumerable())
            from at in Gen.Choose(0, file.Text.Length)
            from length in Gen.Choose(0, 5)
            from text in Gen.Elements("", "(", ")", "[", "]", "'", "\"", "\\", "{", "}", "${", "<", "#", "\n", "=",
                "é\u0001")
            select (file.Path, Text: file.Text[..at] + text + file.Text[Math.Min(file.Text.Length, at + length)..]);
        Prop.ForAll(damage.ToArbitrary(), damaged =>
        {
            using var folder = new TestFolder();
            folder.Write(damaged.Path, damaged.Text);
            var plan = PlanAsync(folder).GetAwaiter().GetResult();
            plan.Warnings.ShouldAllBe(w => w.Id == "ARG0910" || w.Id == "ARG0911" || w.Id == "ARG0912");
            ProjectInit.Write(plan);
            Load(folder.Path).Project.Name.ShouldBe(plan.Project);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_file_that_is_there_stays_and_its_missing_lines_are_suggested()
    {
        using var folder = new TestFolder();
        folder.Write("argosy.yaml", "mine: true\n");
        folder.Write(".gitignore", "*.o\n/artifacts/\n");
        folder.Write("build.sh", "echo mine\n");
        var plan = await PlanAsync(folder);
        ProjectInit.Write(plan);

        File.ReadAllText(folder["argosy.yaml"]).ShouldBe("mine: true\n");
        File.ReadAllText(folder["build.sh"]).ShouldBe("echo mine\n");
        File.ReadAllText(folder[".gitignore"]).ShouldBe("*.o\n/artifacts/\n");
        plan.Files.Single(f => f.Path == "argosy.yaml").Change.ShouldBe(InitChange.Keep);
        plan.Files.Single(f => f.Path == ".gitignore").Suggestion.ShouldNotBeNull().ShouldContain("/.argosy/");
        plan.Files.Single(f => f.Path == ".gitignore").Suggestion.ShouldNotBeNull().ShouldNotContain("/artifacts/");
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_a_file_that_is_there()
    {
        using var folder = new TestFolder();
        File.CreateSymbolicLink(folder["argosy.yaml"], "/nonexistent/argosy.yaml");
        ProjectInit.Write(await PlanAsync(folder));
        new FileInfo(folder["argosy.yaml"]).LinkTarget.ShouldBe("/nonexistent/argosy.yaml");
    }

    [Fact]
    public async Task The_bootstrap_has_the_projects_name_and_can_be_run()
    {
        using var folder = new TestFolder();
        ProjectInit.Write(await PlanAsync(folder, name: "demo"));
        folder.Files().Select(f => File.ReadAllText(folder[f]))
            .Where(t => t.Contains("@name@") || t.Contains("@version@"))
            .ShouldBeEmpty();
        File.GetUnixFileMode(folder["build.sh"]).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        File.ReadAllText(folder[".config/dotnet-tools.json"]).ShouldContain("\"9.8.7\"");
    }

    [Fact]
    public async Task Options_choose_platforms_name_and_CI()
    {
        using var folder = new TestFolder();
        folder.Write("CMakeLists.txt", "project(a C)\n");
        ProjectInit.Write(await ProjectInit.PlanAsync(
            new(folder.Path)
            {
                Version = "1.0.0",
                Name = "chosen",
                Architectures = ["riscv64", "x64"],
                Distributions = ["debian-13"],
                Ci = ["gitlab"],
            }, CancellationToken.None));
        var model = Load(folder.Path);
        model.Project.Name.ShouldBe("chosen");
        model.Architectures.Select(a => a.Name).ShouldBe(["x64", "riscv64"]);
        model.Distributions.Select(d => d.Name).ShouldBe(["debian-13"]);
        PipelineGeneration.Wanted(model, PipelineDeclarations.Load(folder.Path)).Files.Select(f => f.Path)
            .ShouldBe([".gitlab-ci.yml"]);
    }

    [Theory]
    [InlineData("ARG0915", "riscv64", "debian-12", "github")]
    [InlineData("ARG0101", "amd64", "debian-12", "github")]
    [InlineData("ARG0102", "x64", "bookworm", "github")]
    [InlineData("ARG0914", "x64", "debian-12", "gitub")]
    public async Task A_wrong_choice_is_an_error(string id, string architecture, string distribution, string ci)
    {
        using var folder = new TestFolder();
        var error = await Should.ThrowAsync<Platforms.Diagnostics.ArgosyException>(() => ProjectInit.PlanAsync(
            new(folder.Path)
            {
                Version = "1.0.0",
                Architectures = [architecture],
                Distributions = [distribution],
                Ci = [ci]
            },
            CancellationToken.None));
        error.Diagnostics[0].Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_folder_that_isnt_there_is_an_error()
    {
        var error = await Should.ThrowAsync<Platforms.Diagnostics.ArgosyException>(() => ProjectInit.PlanAsync(
            new("/nonexistent/folder") { Version = "1.0.0" }, CancellationToken.None));
        error.Diagnostics[0].Id.ShouldBe("ARG0913");
    }

    internal static Task<InitPlan> PlanAsync(TestFolder folder, string? name = null) => ProjectInit.PlanAsync(
        new(folder.Path) { Version = "9.8.7", Name = name }, CancellationToken.None);

    // As the build reads a project before its first task.
    private static Model Load(string root)
    {
        var model = Model.Load(Path.Combine(root, Model.FileName));
        foreach (var image in ImageRoom.Load(root))
            foreach (var architecture in model.Architectures)
                image.For(architecture).Packages.ShouldNotBeEmpty();
        _ = WheelSet.LoadAll(root).CheckFor(model);
        var native = model.Native.Select(n => n.Name).ToHashSet();
        DebDefinition.LoadAll(root).Select(d => d.Native).OfType<string>().Except(native).ShouldBeEmpty();
        if (PipelineDeclarations.AreIn(root))
            PipelineGeneration.Wanted(model, PipelineDeclarations.Load(root).CheckFor(model)).Files.ShouldNotBeEmpty();
        return model;
    }
}
