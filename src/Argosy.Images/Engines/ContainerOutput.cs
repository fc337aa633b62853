using System.Text;
using Argosy.Processes;
using Argosy.Processes.Spawning;

namespace Argosy.Images.Engines;

/// <summary>A container's output, passed on line by line and kept.</summary>
internal sealed class ContainerOutput
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly LineSplitter _outputLines;
    private readonly LineSplitter _errorLines;

    public ContainerOutput(ContainerRequest request)
    {
        _outputLines = new(line => Take(line, _output, request.OutputLine));
        _errorLines = new(line => Take(line, _error, request.ErrorLine));
    }

    public void Add(bool isError, ReadOnlySpan<byte> bytes) => (isError ? _errorLines : _outputLines).Add(bytes);

    /// <summary>Adds the engine's own message.</summary>
    public void AddError(string message) => _errorLines.Add(Encoding.UTF8.GetBytes($"{message}\n"));

    /// <summary>All of it; no more may be added.</summary>
    public CommandResult Result(int exitCode)
    {
        _outputLines.End();
        _errorLines.End();
        return new(exitCode, _output.ToString(), _error.ToString());
    }

    private static void Take(string line, StringBuilder text, Action<string> say)
    {
        text.Append(line).Append('\n');
        say(line);
    }
}
