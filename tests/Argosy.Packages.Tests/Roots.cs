using System.Collections.Concurrent;
using Argosy.Platforms;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Tests;

/// <summary>Extracted roots for the slow tests, made once a run by mmdebstrap and removed at its end.</summary>
public sealed class Roots : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _roots = new();

    public static CommandRunner Runner { get; } = new(_ => { });

    public static Platform PlatformOf(string architecture) =>
        new(Distribution.Parse("debian-12", new("test")), Architecture.Parse(architecture, new("test")));

    /// <summary>pip's clean root: no headers, no setuptools.</summary>
    public Task<string> CleanAsync(string architecture) => MakeAsync(architecture, "clean", "python3-minimal,python3-pip");

    public Task<string> SysrootAsync(string architecture) => MakeAsync(architecture, "sysroot", "libc6-dev,libpython3-dev");

    public Task<string> BuildRootAsync() =>
        MakeAsync("x64", "build", "python3-minimal,python3-pip,python3-setuptools,python3-wheel");

    public void Dispose() => _folder.Dispose();

    private Task<string> MakeAsync(string architecture, string kind, string packages) => _roots.GetOrAdd(
        $"{kind}-{architecture}", name => new(async () =>
        {
            var target = _folder.File(name);
            await Runner.RunAsync(new Command("mmdebstrap", "--quiet", $"--arch={PlatformOf(architecture).Architecture.DebianName}",
                "--variant=extract", $"--include={packages}", "bookworm", target), CancellationToken.None);
            return target;
        })).Value;
}
