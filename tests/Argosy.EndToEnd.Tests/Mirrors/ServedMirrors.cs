using System.Diagnostics;
using Argosy.EndToEnd.Tests.Building;
using Argosy.Packages.Apt;
using Argosy.Packages.Mirrors.Debian;
using Argosy.Packages.Nuget;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.EndToEnd.Tests.Mirrors;

/// <summary>The tests that share the served mirrors.</summary>
[CollectionDefinition(Name)]
public sealed class OneServer : ICollectionFixture<ServedMirrors>
{
    public const string Name = "served mirrors";
}

/// <summary>The main job's mirrors, published by <c>argosy mirrors publish</c> and served by nginx with the
/// configuration of <c>argosy mirrors nginx</c>, until they are disposed.</summary>
/// <remarks>The address of NuGet's feed and the key of apt's archive are those of the tests, so these two are written
/// anew from the main job's packages.</remarks>
public sealed class ServedMirrors : IAsyncLifetime
{
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();
    private LoopbackNginx _nginx = null!;
    private GpgKey _key = null!;
    private GpgKey _expired = null!;

    public static Model Model { get; } = Model.Load(Repository.At(Model.FileName));

    public static CommandRunner Runner { get; } = CommandRunner.Silent;

    /// <summary>The names of the platforms that this machine emulates.</summary>
    public static TheoryData<string> Emulated => [.. Model.Platforms.Where(p => !IsOwn(p)).Select(p => p.Name)];

    public static TheoryData<string> Own => [.. Model.Platforms.Where(IsOwn).Select(p => p.Name)];

    /// <summary>Such as <c>http://127.0.0.1:4711/</c>.</summary>
    public Uri Address => _nginx.Address;

    /// <summary>The public key of an archive whose key has expired, which is served as <c>expired</c>.</summary>
    public string ExpiredKey => _expired.Public;

    public static Platform PlatformOf(string name) => Model.Platforms.Single(p => p.Name == name);

    /// <summary>Runs a program of a root, which sees this machine's loopback.</summary>
    public static async Task<CommandResult> RunAsync(
        Platform platform, string root, Dictionary<string, string?> environment, string program,
        params string[] arguments)
    {
        var outcome = await new RootRunner(Runner).RunAsync(
            new(platform.Architecture, root, program, arguments) { Environment = environment },
            CancellationToken.None);
        // A machine that can't run the root at all has no result.
        return outcome.Result ?? throw new InvalidOperationException(outcome.Reason);
    }

    public async ValueTask InitializeAsync()
    {
        _key = await GpgKey.MakeAsync("archive");
        _expired = await GpgKey.MakeAsync("expired", "20240101T000000");
        _nginx = await LoopbackNginx.StartAsync(
            listen => Clone.Run("dotnet", Tool, "mirrors", "nginx", _folder.At("srv"), "--listen", listen));
        foreach (var platform in Model.Platforms)
            Publish($"wheel/{platform.WheelSlug}", Repository.At($"artifacts/mirror/wheel/{platform.WheelSlug}"));
        WriteFeed(_folder.At("nuget"), Address);
        Publish("nuget", _folder.At("nuget"));
        await WriteArchiveAsync(_folder.At("debian"));
        Publish("debian", _folder.At("debian"));
        foreach (var distribution in Model.Distributions)
            await _expired.SignAsync(_folder.At($"debian/dists/{distribution.Codename}"));
        Publish("expired", _folder.At("debian"));
        Clone.Run("dotnet", Tool, "mirrors", "verify", "--all", "--target", _folder.At("srv"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null) await _nginx.DisposeAsync();
        await _key.DisposeAsync();
        await _expired.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>NuGet's feed of the main job's packages for an address.</summary>
    public static void WriteFeed(string folder, Uri address) => NugetFeed.Write(
        folder, Directory.GetFiles(Repository.At("artifacts/packages"), "*.nupkg"), new(address, "nuget/"),
        s_date).ShouldBeEmpty();

    /// <summary>Publishes a folder by the operator's tool.</summary>
    /// <returns>Its exit code, and what it wrote to its terminal.</returns>
    public static (int ExitCode, string Said) TryPublish(
        string target, string state, string mirror, string tree, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [Tool, "mirrors", "publish", mirror, tree, "--target", target, .. options])
        {
            Environment = { ["XDG_CACHE_HOME"] = state },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "argosy.dll");

    private static bool IsOwn(Platform platform) => platform.Architecture == Host.Detect().Architecture;

    private void Publish(string mirror, string tree)
    {
        var (code, said) = TryPublish(_folder.At("srv"), _folder.At("cache"), mirror, tree);
        code.ShouldBe(0, said);
    }

    private async Task WriteArchiveAsync(string folder) =>
        (await new AptArchive(Runner, new(Model.Project.Name, Model.Architectures, s_date)
        {
            Key = new ArchiveKey(_key.File),
        }).WriteAsync(
            folder,
            [
                .. Model.Distributions.Select(d => new ArchiveRelease(d,
                [
                    .. Model.Platforms.Where(p => p.Distribution == d).SelectMany(p => Directory.GetFiles(
                        Repository.At($"artifacts/debs/{p}"), "*.deb", SearchOption.AllDirectories)),
                ])),
            ], CancellationToken.None)).ShouldBeEmpty();
}
