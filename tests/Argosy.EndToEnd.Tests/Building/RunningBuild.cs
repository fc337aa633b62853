using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Argosy.EndToEnd.Tests.Building;

/// <summary>A running build.</summary>
public sealed partial class RunningBuild : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly CountdownEvent _open = new(2);

    public RunningBuild(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until the terminal shows a text.</summary>
    public void WaitFor(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!Said().Contains(text, StringComparison.Ordinal))
        {
            (_process.HasExited || clock.Elapsed > Patience.Limit).ShouldBeFalse($"'{text}' never came:\n{Said()}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Sends a signal to all of the build's processes, as a terminal does.</summary>
    public void Signal(int signal) => Kill(-_process.Id, signal).ShouldBe(0);

    /// <summary>The build's running processes, except the compiler servers, which .NET keeps on purpose.</summary>
    public IReadOnlyList<string> Alive() =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0]))
            .Where(d => SessionOf(d) == _process.Id).Select(CommandLineOf)
            .Where(c => c.Length > 0
                && !c.Contains("nodemode", StringComparison.OrdinalIgnoreCase)
                && !c.Contains("VBCSCompiler", StringComparison.Ordinal)),
    ];

    /// <summary>Waits until the build runs a program other than itself.</summary>
    public void WaitForProgram(string name)
    {
        var clock = Stopwatch.StartNew();
        while (!Alive().Any(command => Path.GetFileName(command.Split(' ')[0]) == name))
        {
            (_process.HasExited || clock.Elapsed > Patience.Limit).ShouldBeFalse($"'{name}' never ran:\n{Said()}");
            Thread.Sleep(5);
        }
    }

    /// <summary>Waits for the end.</summary>
    public BuildRun End(TimeSpan? limit = null)
    {
        _process.WaitForExit(limit ?? Patience.Limit).ShouldBeTrue($"it doesn't end:\n{Said()}");
        // No compiler server holds the pipes open: build.sh disables them.
        _ = _open.Wait(Patience.Limit);
        return new(_process.ExitCode, Said());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited) _ = Kill(-_process.Id, 9);
        _process.Dispose();
    }

    private string Said()
    {
        lock (_output) return BuildRun.WithoutColours(_output.ToString());
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            _open.Signal();
            return;
        }

        lock (_output) _output.Append(line).Append('\n');
    }

    // proc(5), stat: after the name in parentheses come state, parent, group and session.
    private static int SessionOf(string process)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? 0 : int.Parse(fields[3], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
