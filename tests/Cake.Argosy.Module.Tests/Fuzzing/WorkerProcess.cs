using System.Diagnostics;
using System.Text.Json;

namespace Cake.Argosy.Module.Tests.Fuzzing;

/// <summary>The <see cref="GraphWorker"/>, started anew whenever it was killed.</summary>
/// <param name="cache">The user's cache folder.</param>
internal sealed class WorkerProcess(string cache) : IDisposable
{
    private Process? _process;

    /// <summary>Builds once.</summary>
    /// <param name="seed">The graph's.</param>
    /// <param name="root">The project's folder.</param>
    /// <param name="killAfter">Kills the build so much later.</param>
    /// <returns>Null where it was killed before it ended.</returns>
    public GraphWorker.Result? Build(int seed, string root, TimeSpan? killAfter)
    {
        var process = _process ??= Start();
        process.StandardInput.WriteLine($"{seed} {root}");
        process.StandardInput.Flush();
        var kill = killAfter is { } time ? new Timer(_ => process.Kill(), null, time, Timeout.InfiniteTimeSpan) : null;
        var answer = process.StandardOutput.ReadLine();
        // The timer may be at work just now.
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

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
    }

    // A worker may be killed in the midst of its answer.
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

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(GraphWorker).Assembly.Location, GraphWorker.Argument])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        Environment = { ["CI"] = "true", ["NO_COLOR"] = "1", ["XDG_CACHE_HOME"] = cache },
    })!;
}
