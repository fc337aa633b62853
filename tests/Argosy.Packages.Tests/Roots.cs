using System.Collections.Concurrent;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Tests;

/// <summary>Roots for the slow tests, each made once and removed with this.</summary>
public sealed class Roots : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly RootBuilder _builder;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _roots = new();

    public Roots() => _builder = new(Runner, new RootOptions(_folder.File("locks"))
    {
        // Nothing of them is published, and a mirror that is being synchronised must not fail a test.
        WithoutSecurity = [.. Architecture.All],
    });

    public static CommandRunner Runner { get; } = new(_ => { });

    public static Platform PlatformOf(string architecture) =>
        new(Distribution.Parse("debian-12", new("test")), Architecture.Parse(architecture, new("test")));

    /// <summary>pip's clean root: no headers, no setuptools.</summary>
    public Task<string> CleanAsync(string architecture) => MakeAsync(architecture, "clean", "python3-minimal", "python3-pip");

    public Task<string> SysrootAsync(string architecture) => MakeAsync(architecture, "sysroot", "libc6-dev", "libpython3-dev");

    public Task<string> BuildRootAsync() =>
        MakeAsync("x64", "build", "python3-minimal", "python3-pip", "python3-setuptools", "python3-wheel");

    public void Dispose()
    {
        _builder.Dispose();
        _folder.Dispose();
    }

    private Task<string> MakeAsync(string architecture, string kind, params string[] packages) => _roots.GetOrAdd(
        $"{kind}-{architecture}", name => new(async () =>
        {
            var set = new PackageSet(PlatformOf(architecture), kind, packages);
            return (await _builder.BuildFolderAsync(set, _folder.File(name), CancellationToken.None)).Path;
        })).Value;
}
