using Argosy.Engine;
using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>Cake's console: a running task's output goes to its log, everything else to the terminal.</summary>
internal sealed class TaskConsole : IConsole
{
    private readonly CakeConsole _terminal;

    public TaskConsole(ICakeEnvironment environment) => _terminal = new CakeConsole(environment);

    public ConsoleColor ForegroundColor
    {
        get => _terminal.ForegroundColor;
        set
        {
            if (TaskRun.Current is null) _terminal.ForegroundColor = value;
        }
    }

    public ConsoleColor BackgroundColor
    {
        get => _terminal.BackgroundColor;
        set
        {
            if (TaskRun.Current is null) _terminal.BackgroundColor = value;
        }
    }

    public bool SupportAnsiEscapeCodes => TaskRun.Current is null && _terminal.SupportAnsiEscapeCodes;

    public void Write(string format, params object[] arg) => Write(string.Format(format, arg));

    public void Write(string value)
    {
        if (TaskRun.Current is { } run) run.LogText(value);
        else _terminal.Write(value);
    }

    public void WriteLine(string format, params object[] arg) => WriteLine(string.Format(format, arg));

    public void WriteLine(string value)
    {
        if (TaskRun.Current is { } run) run.Log(value);
        else _terminal.WriteLine(value);
    }

    public void WriteError(string format, params object[] arg) => WriteError(string.Format(format, arg));

    public void WriteError(string value)
    {
        if (TaskRun.Current is { } run) run.LogText(value);
        else _terminal.WriteError(value);
    }

    public void WriteErrorLine(string format, params object[] arg) => WriteErrorLine(string.Format(format, arg));

    public void WriteErrorLine(string value)
    {
        if (TaskRun.Current is { } run) run.Log(value);
        else _terminal.WriteErrorLine(value);
    }

    public void ResetColor()
    {
        if (TaskRun.Current is null) _terminal.ResetColor();
    }
}
