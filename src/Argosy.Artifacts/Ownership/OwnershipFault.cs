using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Ownership;

/// <summary>Errors that stop a task before it changes a file that it doesn't own.</summary>
internal static class OwnershipFault
{
    private const int Listed = 10;

    /// <summary>Errors ARG0243 and ARG0244, one per file, up to ten.</summary>
    internal static ArgosyException NotOwn(IReadOnlyList<Obstacle> obstacles) => new([
        .. obstacles.Take(Listed).Select(o => o.WasMade ? Changed(o.Path, o.Output) : Foreign(o.Path, o.Output)),
        .. obstacles.Count > Listed ? [More(obstacles)] : (Diagnostic[])[]]);

    internal static ArgosyException Linked(string output, string link) => new(new Diagnostic("ARG0245", new(output),
        $"the output's path leads through {link}, which is a symbolic link; outputs are made within the project alone",
        $"Replace the link {link} with a folder, or declare an output elsewhere."));

    internal static ArgosyException Stuck(string path, string why) => new(new Diagnostic(
        "ARG0246", new(FileName.Shown(path)),
        $"an output of an earlier run can't be removed ({why.TrimEnd('.')})",
        "Correct the rights of its folder, or remove it by hand."));

    internal static ArgosyException Unread(string path, Exception e) => new(new Diagnostic(
        "ARG0247", new(FileName.Shown(path)),
        $"the outputs of an earlier run can't be examined ({e.Message.TrimEnd('.')})",
        "Correct the rights of the folder, or remove it by hand."), e);

    internal static ArgosyException Unmoved(string path, string why) => new(new Diagnostic(
        "ARG0248", new(FileName.Shown(path)),
        $"the file can't be moved to .argosy/aside/ ({why.TrimEnd('.')})", "Move it by hand."));

    private static Diagnostic Foreign(string path, string output) => new("ARG0243", new(FileName.Shown(path)),
        path == output
            ? "the task makes this output, but what is there was not made by a build"
            : $"this lies in the output {output}, but no build made it",
        "Move it elsewhere, or give --move-aside, which puts it into .argosy/aside/. "
        + $"A task that updates {output} beside files of others declares UpdatesOutputs().");

    private static Diagnostic Changed(string path, string output) => new("ARG0244", new(FileName.Shown(path)),
        $"a build made this{(path == output ? "" : $" in the output {output}")}, and it was changed since",
        "Keep a copy of the change and remove the file, or give --move-aside, which puts it into .argosy/aside/.");

    private static Diagnostic More(IReadOnlyList<Obstacle> obstacles) => new("ARG0243", new(obstacles[^1].Output),
        $"{obstacles.Count - Listed} more files there were not made by a build, or were changed since",
        "Treat them as the ones above.");
}

/// <summary>A file in an output that a task may not replace.</summary>
/// <param name="Path">Its path, relative to the project.</param>
/// <param name="Output">The declared output that contains it.</param>
/// <param name="WasMade">A build made the previous file there.</param>
internal readonly record struct Obstacle(string Path, string Output, bool WasMade);
