using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Proofs;

namespace Argosy.Build;

/// <summary>What this project builds: the runtime over its shim. The rest of the graph would serve any other.</summary>
internal static class Cargo
{
    /// <summary>The C shim's sources.</summary>
    public const string Shim = "native/rdma";

    /// <summary>The shim's sources, as inputs.</summary>
    public static string[] ShimSources { get; } = [$"{Shim}/**", $"!{Shim}/build/**"];

    /// <summary>What the runtime, its packages and its self-test are compiled from, as inputs.</summary>
    public static string[] RuntimeSources { get; } =
        ["src/Argosy.Runtime/**", "src/Argosy.Runtime.Generators/**", "Directory.*.props", "global.json"];

    /// <summary>The launcher's, besides.</summary>
    public const string LauncherSources = "src/Argosy.Runtime.Launch/**";

    /// <summary>The self-test's, besides.</summary>
    public const string SelfTestSources = "src/Argosy.Runtime.SelfTest/**";

    /// <summary>The runtime's tests, which run alone.</summary>
    public const string Tests = "Argosy.Runtime.Tests";

    /// <summary>The managed runtime.</summary>
    public const string Runtime = "src/Argosy.Runtime/Argosy.Runtime.csproj";

    /// <summary>What starts its localities: a .NET tool.</summary>
    public const string Launcher = "src/Argosy.Runtime.Launch/Argosy.Runtime.Launch.csproj";

    /// <summary>Its self-test: two processes, C# over the shim over libfabric, every byte checked.</summary>
    public const string SelfTest = "src/Argosy.Runtime.SelfTest/Argosy.Runtime.SelfTest.csproj";

    /// <summary>What the self-test is to the machinery of proofs.</summary>
    public static ManagedPair Pair { get; } = new("argosy-runtime-selftest", "ARGOSY_RDMA_LIBRARY", "libargosy_rdma.so")
    {
        Roles = ("--serve", "--connect"),
    };

    /// <summary>Publishes the runtime for each framework it serves, and its self-test for .NET and for mono.</summary>
    public static async Task PublishAsync(Session session)
    {
        foreach (var framework in (string[])["net10.0", "netstandard2.0"])
            await session.Dotnet.PublishAsync(Runtime, framework, session.Paths.Managed(framework));
        foreach (var framework in (string[])["net10.0", "net461"])
            await session.Dotnet.PublishAsync(SelfTest, framework, session.Paths.SelfTest(framework));
    }

    /// <summary>Proves the packed runtime on an architecture: by .NET on the build machine, elsewhere by mono. The launcher is proven on the
    /// build machine.</summary>
    public static async Task ProveAsync(Session session, Architecture architecture)
    {
        await new ManagedProof(session, Pair).RecordAsync(
            architecture, session.Paths.SelfTest(architecture.IsBuildMachine ? "net10.0" : "net461"));
        if (!architecture.IsBuildMachine) return;
        await new ToolProof(session).RecordAsync(
            "Argosy.Runtime.Launch", "argosy-launch",
            ["-n", "2", "--", "printenv", "ARGOSY_LOCALITY", "ARGOSY_LOCALITIES"], ["[0] 0", "[0] 2", "[1] 1", "[1] 2"]);
    }
}
