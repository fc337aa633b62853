using System.ComponentModel;
using System.Diagnostics;
using Argosy.Bench.Runtime.Measuring;

namespace Argosy.Bench.Runtime.Processes;

/// <summary>A process that runs in parallel with others; disposing ends its whole process tree.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private Child(Process process, string name)
    {
        _process = process;
        _name = name;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <exception cref="ContenderException">It isn't installed.</exception>
    public static Child Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        try
        {
            return new Child(Process.Start(start)!, Path.GetFileName(file));
        }
        catch (Win32Exception)
        {
            throw new ContenderException($"{file} isn't installed; build/packages.txt names its package");
        }
    }

    /// <summary>Runs a process to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="ContenderException">It isn't installed, failed, or took too long.</exception>
    public static async Task<string> RunAsync(
        string file, IEnumerable<string> arguments, TimeSpan limit,
        IReadOnlyDictionary<string, string>? environment = null, string? folder = null,
        CancellationToken cancellationToken = default)
    {
        using var program = Start(file, arguments, environment, folder);
        program.CloseInput();
        return await program.EndAsync(limit, cancellationToken);
    }

    /// <summary>Closes the standard input, which ends a role.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="ContenderException">It failed, or took too long.</exception>
    public async Task<string> EndAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ContenderException($"{_name} took longer than {limit.TotalSeconds} s");
        }
        var (output, error) = (await _output, await _error);
        return _process.ExitCode == 0
            ? output
            : throw new ContenderException($"{_name} ended with {_process.ExitCode}: {LastLine(error + output)}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim())
            .LastOrDefault(l => l.Length > 0 && !l.StartsWith("---", StringComparison.Ordinal)) ?? "";
}
