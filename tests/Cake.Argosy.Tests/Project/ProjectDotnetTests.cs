using System.Diagnostics;
using System.Text;
using Cake.Argosy.Module;
using Cake.Argosy.Module.Output;

namespace Cake.Argosy.Tests.Project;

/// <summary>With the real SDK.</summary>
[Trait("Category", "Slow")]
public sealed class ProjectDotnetTests : IDisposable
{
    private const string Model = """
        project: { name: demo, version: 1.2.3 }
        architectures: [x64]
        distributions: [debian-12]
        dotnet:
          a: { project: a/a.csproj, frameworks: [net10.0] }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_source_with_an_older_time_stamp_is_compiled_too()
    {
        _folder.Write("a/a.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Git("init", "--quiet");
        Git("-c", "user.name=t", "-c", "user.email=t@t.invalid", "commit", "--quiet", "--allow-empty", "--message=one");
        (await PublishAsync("one")).ShouldBeTrue();
        (await PublishAsync("two")).ShouldBeTrue();
    }

    // Whether it is the text of what was published.
    private async Task<bool> PublishAsync(string text)
    {
        _folder.Write("a/a.cs", $"public class A {{ public static string S() => \"{text}-text\"; }}");
        var source = Path.Combine(_folder.Path, "a/a.cs");
        File.SetLastWriteTimeUtc(source, DateTime.UnixEpoch.AddDays(1));
        using var log = new TaskLog(Path.Combine(_folder.Path, "log"));
        TaskRun.Current = new("test", log, CancellationToken.None);
        try
        {
            var dotnet = Sessions.In(_folder, Model).Dotnet;
            await dotnet.PublishAsync(dotnet.Find("a"), "net10.0");
        }
        finally
        {
            TaskRun.Current = null;
        }

        var published = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "artifacts/managed/a/net10.0/a.dll"));
        return published.AsSpan().IndexOf(Encoding.Unicode.GetBytes($"{text}-text")) >= 0;
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start("git", ["-C", _folder.Path, .. arguments]);
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
