using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Argosy.Artifacts.Snapshots;

namespace Cake.Argosy.Module.Tests.Fuzzing;

/// <summary>The <see cref="GraphWorker"/>, restarted after each kill.</summary>
/// <param name="cache">The user's cache folder.</param>
internal sealed class WorkerProcess(string cache) : IDisposable
{
    private Process? _process;
    private byte[] _environment = [];

    /// <summary>Builds once.</summary>
    /// <param name="seed">The graph's seed.</param>
    /// <param name="root">The project's folder.</param>
    /// <param name="killAfter">The time after which the build is killed.</param>
    /// <returns>Null if it was killed before its end.</returns>
    public GraphWorker.Result? Build(int seed, string root, TimeSpan? killAfter)
    {
        var process = _process ??= Start();
        process.StandardInput.WriteLine($"{seed} {root}");
        process.StandardInput.Flush();
        var kill = killAfter is { } time ? new Timer(_ => process.Kill(), null, time, Timeout.InfiniteTimeSpan) : null;
        var answer = process.StandardOutput.ReadLine();
        // The timer may be running at this moment.
        kill?.DisposeAsync().AsTask().Wait();
        if (killAfter is not null || answer is null)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }

        return answer is null ? null : Read(answer, mayBeTorn: killAfter is not null);
    }

    /// <summary>What a build would print that has nothing to do, as the program that answers before the engine knows
    /// it; null if it isn't certain.</summary>
    public string? Ask(string root) =>
        ProjectState.TryFindSame(root, [], _environment) is { } same
            ? Encoding.UTF8.GetString(same.Text.Span)
            : null;

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
    }

    // A kill may interrupt a worker's answer.
    private static GraphWorker.Result? Read(string answer, bool mayBeTorn)
    {
        try
        {
            return JsonSerializer.Deserialize<GraphWorker.Result>(answer);
        }
        catch (JsonException) when (mayBeTorn)
        {
            return null;
        }
    }

    private Process Start()
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", typeof(GraphWorker).Assembly.Location, GraphWorker.Argument])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                Environment =
                {
                    ["CI"] = "true",
                    ["NO_COLOR"] = "1",
                    ["XDG_CACHE_HOME"] = cache,
                    ["SOURCE_DATE_EPOCH"] = "0"
                },
            })!;
        // Before it can be killed. Shortly after exec the kernel shows none.
        SpinWait.SpinUntil(
            () => (_environment = File.ReadAllBytes($"/proc/{process.Id}/environ")).Length > 0, Patience.Limit)
            .ShouldBeTrue();
        return process;
    }
}
