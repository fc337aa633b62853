using System.Diagnostics;
using System.Net;
using Argosy.Release.Publication;

namespace Argosy.Release.Tests.Publication;

/// <summary>A publication that is killed in the middle of an upload, in a process of its own.</summary>
public sealed class KilledPublicationTests : IDisposable
{
    private const string Folder = "ARGOSY_TEST_RELEASE";
    private const int Sigkill = 137;

    private readonly TestFolder _folder = new();
    private readonly FakeReleases _github = new();

    public void Dispose()
    {
        _github.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_next_run_replaces_the_beginning_that_it_left()
    {
        var release = SampleRelease.Write(_folder, prerelease: true,
            ("a.deb", ReleaseFileKind.Deb, SampleRelease.Bytes(1, 1_000)),
            ("b.deb", ReleaseFileKind.Deb, SampleRelease.Bytes(2, 20_000_000)));
        using var publisher = Start(release);
        _github.Otherwise = context => IsSecond(context) && Kill(context, publisher);
        await publisher.WaitForExitAsync();
        publisher.ExitCode.ShouldBe(Sigkill);
        _github.Assets.Select(a => (a.Name, a.State)).ShouldBe([("a.deb", "uploaded"), ("b.deb", "starter")]);
        _github.Otherwise = _ => false;
        _github.Requests.Clear();
        await new ReleasePublisher(release, Variables(_github.Address), "{repository: o/r}").PublishAsync();
        _github.Requests.Count(r => r.StartsWith("POST uploads/", StringComparison.Ordinal)).ShouldBe(1);
        _github.Assets.Select(a => (a.Name, a.State, a.Bytes.Length))
            .ShouldBe([("a.deb", "uploaded", 1_000), ("b.deb", "uploaded", 20_000_000)]);
        var only = _github.Releases.ShouldHaveSingleItem();
        (only["draft"]!.GetValue<bool>(), only["prerelease"]!.GetValue<bool>(), only["make_latest"]!.GetValue<string>())
            .ShouldBe((false, true, "false"));
    }

    /// <summary>What the other process does.</summary>
    [Fact(Explicit = true)]
    public Task Publish() => new ReleasePublisher(
        ReleaseFolder.Open(Environment.GetEnvironmentVariable(Folder)!),
        Variables(Environment.GetEnvironmentVariable("GITHUB_API_URL")!),
        "{repository: o/r}").PublishAsync();

    private static bool IsSecond(HttpListenerContext context) =>
        context.Request.Url!.Query.Contains("name=b.deb", StringComparison.Ordinal);

    private bool Kill(HttpListenerContext context, Process publisher)
    {
        context.Request.InputStream.ReadExactly(new byte[100_000]);
        _github.AddAsset(_github.Releases[0], "b.deb", [1], "starter");
        publisher.Kill();
        publisher.WaitForExit();
        context.Response.Abort();
        return true;
    }

    private static Dictionary<string, string> Variables(string address) => new()
    {
        ["GITHUB_API_URL"] = address,
        ["GITHUB_TOKEN"] = FakeReleases.Token
    };

    private Process Start(ReleaseFolder release)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(KilledPublicationTests).Assembly.Location, "-explicit", "only", "-method",
            $"{typeof(KilledPublicationTests).FullName}.{nameof(Publish)}",
        ])
        {
            Environment = { ["GITHUB_API_URL"] = _github.Address, [Folder] = release.Path },
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
