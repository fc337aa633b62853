using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Processes;
using Cake.Argosy.Proofs;

namespace Cake.Argosy;

public sealed partial class Session
{
    private const string RuntimeProject = "src/Argosy.Runtime/Argosy.Runtime.csproj";
    private const string SelfTestProject = "src/Argosy.Runtime.SelfTest/Argosy.Runtime.SelfTest.csproj";

    /// <summary>Publishes the runtime for each framework it serves, and its self-test for .NET and for mono.</summary>
    public async Task BuildRuntimeAsync()
    {
        foreach (var framework in (string[])["net10.0", "netstandard2.0"])
            await PublishAsync(RuntimeProject, framework, Path.Combine(Paths.Managed, framework));
        foreach (var framework in (string[])["net10.0", "net461"])
            await PublishAsync(SelfTestProject, framework, Paths.SelfTest(framework));
    }

    /// <summary>Packs the runtime with the shim of every architecture of this run; the symbols beside it.</summary>
    public async Task PackRuntimeAsync()
    {
        using var staged = new StagedFolder(Paths.Packages);
        await DotnetAsync("pack", RuntimeProject, "-c", "Release", "-o", staged.Path, "-nologo");
        staged.Publish();
        MadeFiles(Paths.Packages, "*.nupkg", ArtifactKind.Package, null);
        MadeFiles(Paths.Packages, "*.snupkg", ArtifactKind.Package, null);
    }

    /// <summary>The proof of the managed runtime on an architecture.</summary>
    public RuntimeProof RuntimeProof(Architecture architecture) => new(
        Model.BasePlatform(architecture),
        RootOf(architecture, architecture.IsBuildMachine ? Sysroot : "mono"),
        Paths.SelfTest(architecture.IsBuildMachine ? "net10.0" : "net461"),
        Path.Combine(Paths.Native(architecture), "lib"));

    private Task PublishAsync(string project, string framework, string folder) =>
        DotnetAsync("publish", project, "-c", "Release", "-f", framework, "-o", folder, "-nologo");

    private Task<CommandResult> DotnetAsync(params IReadOnlyList<string> arguments) => Commands.RunAsync(
        new("dotnet", arguments)
        {
            Folder = Root,
            // Properties as variables: on a command line a list's semicolons would have to be escaped, and then stay so.
            Environment = new Dictionary<string, string?>
            {
                [SourceDate.Variable] = $"{SourceDate}",
                ["ArgosyNativeDir"] = Path.Combine(Paths.Artifacts, "native"),
                ["ArgosyArchitectures"] = string.Join(';', Architectures),
            },
        },
        CurrentTask.Cancellation);
}
