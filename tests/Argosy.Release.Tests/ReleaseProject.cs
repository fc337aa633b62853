using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Images;
using Argosy.Packages.Debian;
using Argosy.Packages.Dotnet;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Processes;
using Argosy.Release.Tests.Versions;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Native;
using Argosy.Toolchains.Running;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace Argosy.Release.Tests;

/// <summary>A project whose artifacts are there: a C library in a real ELF file, and a NuGet package.</summary>
internal sealed class ReleaseProject : IDisposable
{
    private const string Library = "artifacts/native/demo/x64/lib/libdemo.so.1";
    private readonly GitProject _git;

    private ReleaseProject(GitProject git) => _git = git;

    public string Root => _git.Root;

    public RecordedTask Task { get; } = new();

    public string KeyFile => $"{Root}.key";

    /// <summary>The folder of release 1.2.0.</summary>
    public string Folder => At("artifacts/release/1.2.0");

    public static async Task<ReleaseProject> CreateAsync()
    {
        var project = new ReleaseProject(await GitProject.CreateAsync());
        project._git.Write(".gitignore", "artifacts/\n.argosy/\n");
        project._git.Write(
            "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n- soon\n\n## [1.2.0] - 2026-12-01\n- now\n");
        project._git.Write("Demo/Demo.csproj", "<Project/>\n");
        project._git.Write("native/demo.c", "int demo(void) { return 1; }\n");
        project._git.Write("argosy.yaml", """
            project: {name: demo, version: 1.2.0}
            architectures: [x64]
            distributions: [debian-12]
            native:
              demo: {source: native}
            dotnet:
              pack: {project: Demo/Demo.csproj, package: {id: Demo}}

            """);
        await project._git.CommitAllAsync();
        await project._git.RunAsync("tag", "v1.2.0");
        await project.BuildAsync();
        SigningKey.Create(project.KeyFile);
        return project;
    }

    public string At(string path) => Path.Combine(Root, path);

    public Task<string> GitAsync(params string[] arguments) => _git.RunAsync(arguments);

    public void Write(string path, string text) => _git.Write(path, text);

    /// <summary>Records a proof of the library.</summary>
    public void Prove(ProofLevel level = ProofLevel.Runs, bool inconclusive = false) => Task.Known.Add(
        new(Library, level, "a test", inconclusive) { Asked = ProofLevel.Runs, Content = Digest.OfFile(At(Library)) });

    public Task ReleaseAsync(ReleaseOptions? options = null, string? architectures = null)
    {
        var model = Model.Load(At(Model.FileName));
        var settings = new BuildSettings(Root, Host.Detect(), model, () => new(1700000000))
        {
            Architectures = architectures is null ? model.Architectures : [],
        };
        var roots = new PlatformRoots(settings, _ => { });
        var build = new ReleaseBuild(settings, new DotnetBuild(settings, roots),
            new DebBuild(settings, roots, new NativeBuild(settings, roots, new Confinement())),
            new ImageBuild(settings, roots), options ?? new(() => SigningKey.Load(KeyFile)));
        return build.RunAsync(Task);
    }

    /// <summary>Runs a program in the release's folder.</summary>
    public Task<CommandResult> CheckAsync(string program, params string[] arguments) =>
        CommandRunner.Silent.TryRunAsync(new(program, arguments) { Folder = Folder }, CancellationToken.None);

    public void Dispose()
    {
        _git.Dispose();
        File.Delete(KeyFile);
    }

    private async Task BuildAsync()
    {
        foreach (var folder in (string[])["lib", "include", "test"])
            Directory.CreateDirectory(At($"artifacts/native/demo/x64/{folder}"));
        await CommandRunner.Silent.RunAsync(
            new("gcc", "-shared", "-Wl,-soname,libdemo.so.1", "-o", At(Library), At("native/demo.c")),
            CancellationToken.None);
        File.CreateSymbolicLink(At("artifacts/native/demo/x64/lib/libdemo.so"), "libdemo.so.1");
        Write("artifacts/native/demo/x64/include/demo.h", "int demo(void);\n");
        Write("artifacts/native/demo/x64/test/check", "no part of a release\n");
        Directory.CreateDirectory(At("artifacts/packages"));
        var package = new PackageBuilder(deterministic: true)
        {
            Id = "Demo",
            Version = new NuGetVersion("1.2.0"),
            Description = "A demo.",
            LicenseMetadata = new(LicenseType.Expression, "MIT", null, null, LicenseMetadata.EmptyVersion),
        };
        package.Authors.Add("A");
        package.DependencyGroups.Add(new(NuGetFramework.Parse("net10.0"),
            [new PackageDependency("Other", VersionRange.Parse("[2.0.0, )"))]));
        package.Files.Add(new PhysicalPackageFile
        {
            SourcePath = At("CHANGELOG.md"),
            TargetPath = "lib/net10.0/Demo.txt",
        });
        await using var file = File.Create(At("artifacts/packages/Demo.1.2.0.nupkg"));
        package.Save(file);
    }
}
