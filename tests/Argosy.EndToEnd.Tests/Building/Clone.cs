using System.Diagnostics;
using Xunit.v3;

// Every build has its own clone, and long parts of it, such as emulated proofs, use one processor.
[assembly: Parallelization(MaxThreads = 2)]

namespace Argosy.EndToEnd.Tests.Building;

/// <summary>The checkout's working tree in a separate folder, with the checkout's commit, so that builds don't change
/// the checkout. The owner disposes it.</summary>
public sealed class Clone : IDisposable
{
    private static readonly string[] s_made = ["artifacts", ".argosy"];
    private readonly string _temporary;

    /// <summary>Clones into a new temp folder, or into <paramref name="parent"/>.</summary>
    public Clone(string? parent = null)
    {
        _temporary = parent is null
            ? Directory.CreateTempSubdirectory("Argosy-e2e-").FullName
            : Directory.CreateDirectory(Path.Combine(parent, "argosy-e2e")).FullName;
        Folder = Path.Combine(_temporary, "clone");
        Run("git", "clone", "--quiet", Repository.Root, Folder);
        foreach (var file in Changed()) Overlay(file);
        // So that only later changes differ from the index.
        Run("git", "-C", Folder, "add", "--all");
    }

    public string Folder { get; }

    public string At(string relative) => Path.Combine(Folder, relative);

    /// <summary>Copies the output that <c>build.sh</c> compiled in the checkout, for tests that don't test
    /// compilation.</summary>
    public Clone Compiled()
    {
        // Also the precompiled Cake, if there was a compiler for it: it starts in a third of the time.
        foreach (var compiled in ((string[])["build/.out", "build/.cake", "build/.noop"])
            .Where(f => Directory.Exists(Repository.At(f))))
            Run("cp", "-a", Repository.At(compiled), At(compiled));
        File.SetLastWriteTimeUtc(At("build/.out/.stamp"), DateTime.UtcNow);
        // The program that answers runs without work is tested where the checkout has it, and compiled in no clone.
        Directory.CreateDirectory(At("build/.noop"));
        if (!File.Exists(At("build/.noop/stamp"))) File.WriteAllText(At("build/.noop/stamp"), "");
        return this;
    }

    /// <summary>Runs <c>./build.sh</c> to its end.</summary>
    public BuildRun Build(params string[] arguments) => new BuildCommand(Folder, arguments).Run();

    /// <summary>Writes a new file.</summary>
    public void Write(string file, string text)
    {
        File.Exists(At(file)).ShouldBeFalse(file);
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllText(At(file), text);
    }

    /// <summary>Replaces a text in a file; disposing the result restores it.</summary>
    public IDisposable Edit(string file, string old, string @new)
    {
        var path = At(file);
        var before = File.ReadAllText(path);
        before.ShouldContain(old);
        var at = before.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(path, before[..at] + @new + before[(at + old.Length)..]);
        return new Undo(() => File.WriteAllText(path, before));
    }

    /// <summary>Files that no build may leave behind, even after a failure.</summary>
    public IReadOnlyList<string> HalfWritten() =>
    [
        .. s_made.Select(At).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFileSystemEntries(
                f, "*", new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    AttributesToSkip = FileAttributes.ReparsePoint
                }))
            .Where(e => Path.GetFileName(e) is var n
                && (n.EndsWith(".partial", StringComparison.Ordinal)
                    || n.EndsWith(".root.tar", StringComparison.Ordinal))),
    ];

    /// <summary>The files, other than ignored ones, that were changed or added since the clone was made.</summary>
    public IReadOnlyList<string> Changes() =>
    [
        .. Run("git", "-C", Folder, "status", "--porcelain", "--untracked-files=all").Split('\n')
            .Where(l => l.Length > 3 && l[1] != ' ').Select(l => l[3..]),
    ];

    /// <summary>Undoes <see cref="Changes"/>.</summary>
    public void Reset()
    {
        Run("git", "-C", Folder, "checkout", "--quiet", "--", ".");
        Run("git", "-C", Folder, "clean", "-fdq");
    }

    /// <inheritdoc />
    public void Dispose() => Run("rm", "-rf", _temporary);

    /// <summary>Runs a program of the machine and asserts its success.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
        return output;
    }

    private static IEnumerable<string> Changed() =>
        Run("git", "-C", Repository.Root, "diff", "--name-only", "--no-renames", "-z", "HEAD")
            .Split('\0')
            .Concat(Run("git", "-C", Repository.Root, "ls-files", "--others", "--exclude-standard", "-z").Split('\0'))
            .Where(f => f.Length > 0);

    private void Overlay(string file)
    {
        if (!File.Exists(Repository.At(file)))
        {
            File.Delete(At(file));
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.Copy(Repository.At(file), At(file), overwrite: true);
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
