using System.Runtime.InteropServices;

namespace Argosy.Processes.Spawning;

/// <summary>Finds a program's file by .NET's rules.</summary>
public static partial class ProgramSearch
{
    private const int MayExecute = 1;

    /// <summary>The file: a name is searched for in the running program's folder, the current folder, and on PATH. Null
    /// if there is none, and for a path that isn't absolute.</summary>
    public static string? TryFind(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return program[0] == '/' && File.Exists(program) ? program : null;
        string[] near = [Path.GetDirectoryName(Environment.ProcessPath) ?? "", Environment.CurrentDirectory];
        if (near.Select(folder => $"{folder}/{program}").FirstOrDefault(File.Exists) is { } beside) return beside;
        return TryFindOnPath(program);
    }

    /// <summary>The file of a name that a shell would start.</summary>
    public static string? TryFindOnPath(string name) => TryFindOn(Environment.GetEnvironmentVariable("PATH"), name);

    /// <summary>The same on the PATH of another environment; null for none.</summary>
    public static string? TryFindOn(string? path, string name) =>
        (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => $"{folder}/{name}")
            .FirstOrDefault(file => Access(file, MayExecute) == 0 && File.Exists(file));

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string file, int mode);
}
