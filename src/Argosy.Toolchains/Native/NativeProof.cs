using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Native;

/// <summary>Proves cross-built libraries and programs: they fit their platform; their tests pass there, which proves
/// the libraries that they mapped; the platform's loader loads the others.</summary>
/// <param name="settings">The run.</param>
/// <param name="task">The task that proves them.</param>
/// <param name="platform">Their platform.</param>
/// <param name="root">A root of that platform with their dependencies.</param>
public sealed class NativeProof(BuildSettings settings, TaskContext task, Platform platform, string root)
{
    private readonly ForeignRunner _runner = new(task.Commands());
    private readonly HashSet<string> _ran = new(StringComparer.Ordinal);

    /// <summary>Records the proof level of every ELF file of an install folder; a static library fits if its members
    /// do.</summary>
    /// <param name="folder">The install folder.</param>
    /// <param name="tests">Programs that are tests, relative to the folder; null for all in <c>test/</c>.</param>
    public Task RecordAsync(string folder, IReadOnlyList<string>? tests = null) =>
        RecordAsync(folder, tests, suite: null);

    /// <summary>The same, with what the project's own suite proves.</summary>
    internal async Task RecordAsync(string folder, IReadOnlyList<string>? tests, Func<Task<SuiteRun>>? suite)
    {
        var fitting = InstalledFile.All(folder, tests).FindAll(file => Fits(file, Path.Combine(folder, "lib")));
        foreach (var library in new DirectoryInfo(folder).EnumerateFiles("*.a", SearchOption.AllDirectories)
            .Where(f => f.LinkTarget is null).Select(f => f.FullName).Order(StringComparer.Ordinal))
            FitStatic(library);
        string[] libraries = [Path.Combine(folder, "lib")];
        foreach (var test in fitting.Where(f => f.Role == InstalledRole.Test))
            await TestAsync(test, fitting, libraries);
        if (suite is not null) Record(await suite(), fitting);
        var loader = new LibraryLoader(task.Commands(), platform.Architecture, root);
        foreach (var file in fitting.Where(f => !_ran.Contains(f.Path)))
        {
            if (file.Role is InstalledRole.Library or InstalledRole.Module)
                Load(file, await loader.LoadAsync(file.Path, libraries, task.Cancellation));
            else if (file is { Role: InstalledRole.Program, Elf.Interpreter: not null })
                await ListAsync(file, libraries);
        }
    }

    private bool Fits(InstalledFile file, string libraries)
    {
        var fit = ElfFit.Check(file.Elf, platform, root, libraries);
        var path = settings.Paths.Relative(file.Path);
        if (fit.Fits)
            task.Record(path, ProofLevel.Fits, $"ELF machine and symbol versions on {platform}", file.Highest);
        else task.Disprove(path, ProofLevel.Fits, string.Join(' ', fit.Problems));
        return fit.Fits;
    }

    private void FitStatic(string library)
    {
        if (StaticLibrary.TryRead(library) is not { } members) return;
        var path = settings.Paths.Relative(library);
        if (members.FirstOrDefault(m => m.Elf.Architecture != platform.Architecture) is { Name: { } wrong } other)
        {
            task.Disprove(path, ProofLevel.Fits,
                $"Its member {wrong} is made for {other.Elf.Architecture?.Name ?? $"machine {other.Elf.Machine}"}, "
                + $"not for {platform.Architecture}.");
        }
        else
        {
            task.Record(path, ProofLevel.Fits, $"ELF machine of its members on {platform}", ProofLevel.Fits);
        }
    }

    // A test without a trace proves only itself: only the libraries that it mapped have run with it.
    private async Task TestAsync(
        InstalledFile test, List<InstalledFile> installed, IReadOnlyList<string> libraries)
    {
        using var trace = new LoaderTrace();
        var outcome = await _runner.TestAsync(
            trace.Watch(new(platform.Architecture, root, test.Path) { LibraryFolders = libraries }),
            task.Cancellation);
        var how = $"{Path.GetFileName(test.Path)} {Where}";
        Record(test, ProofLevel.Runs, outcome, how);
        _ran.Add(test.Path);
        if (outcome.Verdict != Verdict.Failed) RecordMapped(outcome, how, trace.Files(), installed);
    }

    // Of a suite that failed it isn't known which of its tests used which library: all of them are disproved.
    private void Record(SuiteRun run, List<InstalledFile> installed)
    {
        var (outcome, how, mapped) = run;
        var any = RecordMapped(outcome, how, mapped, installed);
        if (any) return;
        if (outcome.Verdict == Verdict.Failed)
        {
            throw new ArgosyException(new Diagnostic(
                "ARG0354", new(task.Name), $"{how}: {outcome.Reason?.TrimEnd('.')}",
                "The task's log has all that the suite said; artifacts/tests/check/ has its results."));
        }

        task.Note(outcome.Verdict == Verdict.Passed
            ? $"{how} passed, and none of its programs had an installed file mapped: they may be linked statically"
            : $"{how} was inconclusive: {outcome.Reason}");
    }

    private bool RecordMapped(
        RunOutcome outcome, string how, IReadOnlySet<string> mapped, List<InstalledFile> installed)
    {
        var files = installed.FindAll(f =>
            f.Role != InstalledRole.Test && mapped.Contains(LoaderTrace.Resolve(f.Path)));
        foreach (var file in files)
        {
            Record(file, ProofLevel.Runs, outcome, $"{how}, which had it mapped");
            if (outcome.Verdict != Verdict.Inconclusive) _ran.Add(file.Path);
        }

        return files.Count > 0;
    }

    private async Task ListAsync(InstalledFile file, IReadOnlyList<string> libraries)
    {
        var outcome = await _runner.ListAsync(platform.Architecture, root, file.Path, libraries, task.Cancellation);
        Record(file, ProofLevel.Loads, outcome, $"the loader of {platform} finds all that it needs");
    }

    // A plug-in may need symbols of its program: if it can't be loaded alone, that proves nothing.
    private void Load(InstalledFile file, RunOutcome outcome)
    {
        var how = $"dlopen {Where}"
            + (outcome.Verdict == Verdict.Passed && file.Role == InstalledRole.Library
                ? "; no test had it mapped"
                : "");
        if (file.Role == InstalledRole.Module
            && outcome is { Verdict: Verdict.Failed, Result.ExitCode: LibraryLoader.NotLoaded })
            task.Log($"{file.Path} stays at {ProofLevel.Fits}: {outcome.Reason}");
        else
            Record(file, ProofLevel.Loads, outcome, how);
    }

    private void Record(InstalledFile file, ProofLevel level, RunOutcome outcome, string how) =>
        task.Record(settings.Paths.Relative(file.Path), level, outcome, how, file.Highest);

    private string Where => settings.Host.Runs(platform.Architecture)
        ? "on this machine"
        : $"under emulation of {platform.Architecture}";
}
