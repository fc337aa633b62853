using System.Collections.Concurrent;
using Argosy.Packages.Wheels.Building;
using Argosy.Packages.Wheels.Proof;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

// All classes share it, and none waits for another.
[assembly: AssemblyFixture(typeof(Argosy.Packages.Tests.Roots))]

namespace Argosy.Packages.Tests;

/// <summary>Roots for the slow tests, each made once and removed at the end.</summary>
public sealed class Roots : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly RootBuilder _builder;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _roots = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _compiled = new();

    public Roots() => _builder = new(Runner, new RootOptions(_folder.At("locks"))
    {
        // The tests publish nothing, and a mirror during its synchronization must not fail a test.
        WithoutSecurity = [.. Architecture.All],
    });

    public static CommandRunner Runner { get; } = new(_ => { });

    public static Platform PlatformOf(string architecture, string distribution = "debian-12") =>
        new(Distribution.Parse(distribution, new("test")), Architecture.Parse(architecture, new("test")));

    /// <summary>pip's clean root: no headers, no setuptools.</summary>
    public Task<string> CleanAsync(Platform platform) => MakeAsync(platform, "clean", "python3-minimal", "python3-pip");

    public Task<string> SysrootAsync(Platform platform) =>
        MakeAsync(platform, "sysroot", "libc6-dev", "libpython3-dev");

    /// <summary>The distribution's Python on the build machine.</summary>
    public Task<string> BuildRootAsync(Platform platform) => MakeAsync(
        platform with { Architecture = Host.Detect().Architecture },
        "build",
        [
            "python3-minimal", "python3-pip", "python3-setuptools", "python3-wheel",
            .. BuildBackends.Table.BuildRoot(platform.Distribution),
        ]);

    /// <summary>Cross-builds a wheel.</summary>
    public async Task<BuiltWheel> CrossBuildAsync(WheelRequest request) =>
        await new WheelBuilder(Runner, new Confinement()).BuildAsync(
            request with { Bytecode = await BytecodeAsync(request.Platform) }, CancellationToken.None);

    /// <summary>Proves wheels of a platform.</summary>
    public async Task<WheelProof> ProofAsync(Platform platform) =>
        new(Runner) { Bytecode = await BytecodeAsync(platform) };

    // The compiled modules of a distribution's Python.
    private async Task<string?> BytecodeAsync(Platform platform)
    {
        var root = await BuildRootAsync(platform);
        return await _compiled.GetOrAdd(root, _ => new(
            () => PythonBytecode.EnsureAsync(Runner, root, platform.Distribution, CancellationToken.None))).Value;
    }

    /// <summary>A platform's Python and compilers.</summary>
    public Task<string> EmulatedAsync(Platform platform) => MakeAsync(
        platform, "emulated", [.. BuildBackends.Table.EmulatedRoot(platform.Distribution)]);

    public Task<string> CleanAsync(string architecture) => CleanAsync(PlatformOf(architecture));

    public Task<string> SysrootAsync(string architecture) => SysrootAsync(PlatformOf(architecture));

    public Task<string> BuildRootAsync() => BuildRootAsync(PlatformOf("x64"));

    public void Dispose()
    {
        _builder.Dispose();
        _folder.Dispose();
    }

    private Task<string> MakeAsync(Platform platform, string kind, params string[] packages) => _roots.GetOrAdd(
        $"{kind}-{platform}", name => new(async () =>
        {
            var set = new PackageSet(platform, kind, packages);
            return (await _builder.BuildFolderAsync(set, _folder.At(name), CancellationToken.None)).Path;
        })).Value;
}
