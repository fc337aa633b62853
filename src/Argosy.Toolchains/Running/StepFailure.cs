using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Why a confined step failed, from its output.</summary>
internal static class StepFailure
{
    public static ArgosyException Of(Command command, CommandResult result)
    {
        var said = result.Output + result.Error;
        var place = new SourceLocation(Path.GetFileName(command.Program));
        if (said.Split('\n').FirstOrDefault(IsForbiddenWrite) is { } line)
        {
            return new(new Diagnostic(
                "ARG0322", place, $"a step of the build writes outside its folders: {line.Trim()}",
                "Only the build folder and the folder it installs into can be written to. "
                + "Let the project write there: in CMake, paths below CMAKE_BINARY_DIR; "
                + "in install rules, destinations below the prefix or absolute ones without execute_process."));
        }

        var how = result.TimedOut ? $"took longer than {command.Timeout}" : $"ended with exit code {result.ExitCode}";
        return new(new Diagnostic(
            "ARG0302", place, $"'{command}' {how}:\n{Cause(result)}\n", "The task's log has all of its output."));
    }

    /// <summary>Error ARG0331: no root can be entered.</summary>
    public static ArgosyException NoRoot(string root, string refusal) => new(new Diagnostic(
        Confinement.NoRootError, new(Path.GetFileName(root)), $"a build can't be run inside a root here. {refusal}",
        "Allow user namespaces, or build on a machine that has them."));

    private static bool IsForbiddenWrite(string line) =>
        line.Contains("Read-only file system", StringComparison.OrdinalIgnoreCase);

    // Compilers write to standard output under ninja: the first error is more useful than the last lines.
    private static string Cause(CommandResult result)
    {
        var lines = (result.Output + result.Error).TrimEnd().Split('\n');
        var first = Array.FindIndex(lines, l => l.Contains("error:", StringComparison.OrdinalIgnoreCase)
            || l.Contains("CMake Error", StringComparison.Ordinal));
        return string.Join('\n', first < 0 ? lines.TakeLast(12) : lines.Skip(first).Take(12));
    }
}
