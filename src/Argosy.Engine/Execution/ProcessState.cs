using System.Collections;

namespace Argosy.Engine.Execution;

/// <summary>The environment and the working folder of the process, which all tasks share: changes by a task that may
/// run in parallel with others are undone when it ends, so that no other task's result depends on timing.</summary>
internal sealed class ProcessState
{
    private readonly Lock _lock = new();
    private readonly List<string> _running = [];
    private Hashtable _variables = [];
    private string _folder = "";

    /// <summary>A task begins.</summary>
    public void Enter(string task)
    {
        lock (_lock)
        {
            if (_running.Count == 0)
                (_variables, _folder) =
                    ((Hashtable)Environment.GetEnvironmentVariables(), Environment.CurrentDirectory);
            _running.Add(task);
        }
    }

    /// <summary>A task ends.</summary>
    /// <returns>ARG0767, if others may have seen the changes; null if nothing changed, or no other task ran.</returns>
    public string? Leave(string task)
    {
        lock (_lock)
        {
            _running.Remove(task);
            var changed = Undo();
            if (changed.Count == 0 || _running.Count == 0) return null;
            return $"ARG0767 task {task}: {string.Join(", ", changed)} was changed for the whole process while "
                + $"{string.Join(", ", _running.Append(task))} ran at the same time. "
                + "Hand variables and folders to the programs that need them (ProcessSettings), or declare nothing.";
        }
    }

    private List<string> Undo()
    {
        var changed = new List<string>();
        var now = (Hashtable)Environment.GetEnvironmentVariables();
        foreach (string name in now.Keys)
        {
            if (!_variables.ContainsKey(name)) Set(name, null);
        }

        foreach (DictionaryEntry variable in _variables)
        {
            if (!Equals(now[variable.Key], variable.Value)) Set((string)variable.Key, (string?)variable.Value);
        }

        if (TryFolder() != _folder)
        {
            changed.Add("the working folder");
            Environment.CurrentDirectory = _folder;
        }

        return changed;

        void Set(string name, string? value)
        {
            changed.Add($"${name}");
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static string? TryFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            // It was removed.
            return null;
        }
    }
}
