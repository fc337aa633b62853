using System.Collections.Concurrent;
using Argosy.Packages.Apt;
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
            var platform = PlatformOf(architecture);
            var sources = await AptSource.FindAsync(platform.Distribution, null, null, Runner, CancellationToken.None);
            await Runner.RunAsync(new Command("mmdebstrap",
            [
                "--quiet", $"--arch={platform.Architecture.DebianName}", "--variant=extract", $"--include={packages}",
                platform.Distribution.Codename, target, .. sources.Select(s => $"deb {s.Address} {s.Suite} {s.Component}"),
            ]), CancellationToken.None);
            await RelinkAsync(target);
            return target;
        })).Value;

    // A linker given a sysroot follows an absolute link to the machine's own files: sysroots have relative ones.
    private static async Task RelinkAsync(string root)
    {
        var found = await Runner.RunAsync(new Command("find", root, "-type", "l", "-lname", "/*", "-printf", "%p\t%l\n"), default);
        foreach (var link in found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')))
        {
            File.Delete(link[0]);
            File.CreateSymbolicLink(link[0], Path.GetRelativePath(Path.GetDirectoryName(link[0])!, root + link[1]));
        }
    }
}
