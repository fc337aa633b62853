using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Argosy.Bench.Engine.Measuring;

/// <summary>A program that runs alone to its end.</summary>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="Processor">Seconds of processor time of the program and of all processes that it waited for.</param>
/// <param name="Output">The printed text.</param>
internal sealed partial record TimedRun(double Seconds, double Processor, string Output)
{
    // Two struct timeval (seconds, microseconds), then 14 numbers: rusage.
    private const int UsageSize = 18;
    private const int Children = -1;

    /// <summary>Runs it with a plain environment, independent of where the benchmark was started.</summary>
    /// <exception cref="InvalidOperationException">The program failed, so its figures have no meaning.</exception>
    public static TimedRun Of(
        string folder, string program, IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CI"] = "true", ["NO_COLOR"] = "1", ["DOTNET_NOLOGO"] = "1", ["TERM"] = "dumb" },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var before = ProcessorSeconds();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var run = new TimedRun(clock.Elapsed.TotalSeconds, ProcessorSeconds() - before, output + error.Result);
        return process.ExitCode == 0
            ? run
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', start.ArgumentList)}: exit code {process.ExitCode}\n{run.Output}");
    }

    private static unsafe double ProcessorSeconds()
    {
        var usage = stackalloc long[UsageSize];
        _ = GetUsage(Children, usage);
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetUsage(int whose, long* usage);
}
