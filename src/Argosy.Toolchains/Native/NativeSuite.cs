using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Native;

/// <summary>The result of a project's own suite on a platform.</summary>
/// <param name="Outcome">Whether it passed.</param>
/// <param name="How">What ran, and where.</param>
/// <param name="Mapped">The files that its programs mapped, absolute and without links.</param>
internal sealed record SuiteRun(RunOutcome Outcome, string How, IReadOnlySet<string> Mapped);

/// <summary>Runs projects' own suites on a platform: here, or under emulation.</summary>
/// <param name="settings">The run.</param>
/// <param name="task">The task that runs them.</param>
/// <param name="platform">The platform.</param>
/// <param name="root">A root of it.</param>
/// <param name="confinement">Restricts the suites to their folders.</param>
internal sealed class NativeSuite(
    BuildSettings settings, TaskContext task, Platform platform, string root, Confinement confinement)
{
    /// <summary>Builds an item's suite and runs it. Writes its results as JUnit XML. Error ARG0353 if no test
    /// ran.</summary>
    /// <param name="item">The item.</param>
    /// <param name="project">Its project, for a folder of its own.</param>
    /// <param name="installed">The install folder that is tested.</param>
    /// <param name="junit">The file of results.</param>
    public async Task<SuiteRun> RunAsync(NativeItem item, INativeProject project, string installed, string junit)
    {
        var check = item.Check!;
        var architecture = platform.Architecture;
        var suite = await project.BuildSuiteAsync(
            task.Commands(), confinement,
            new(architecture, root, settings.Root)
            {
                Jobs = settings.CompilerJobs,
                Tools = item.Tools,
                Options = item.Options,
            },
            check, installed, task.Cancellation);
        var how = $"{NameOf(check)} {Where}";
        if (suite.StartsItself && BinFmt.State(settings.Host, architecture) == BinFmtState.Missing)
            return new(new(Verdict.Inconclusive, null, BinFmt.Remedy(architecture)), how, new HashSet<string>());

        IReadOnlyList<SuiteCase> cases = [];
        IReadOnlySet<string> mapped = new HashSet<string>();
        var runner = new ForeignRunner(task.Commands());
        var outcome = await runner.LimitOf(architecture, root).RunAsync(async limit =>
        {
            using var trace = new LoaderTrace();
            var result = await confinement.TryRunAsync(
                task.Commands(), suite.Step with { Writes = [.. suite.Step.Writes, trace.Folder] }, architecture,
                suite.Command with { Environment = Variables(suite.Command, trace, limit), Timeout = limit },
                task.Cancellation);
            cases = suite.Cases(result);
            mapped = trace.Files();
            return SuiteJudgement.Of(result, cases, emulated: !settings.Host.Runs(architecture));
        }, task.Cancellation);
        AtomicFile.Write(junit, JUnitResults.Text($"{item.Name} on {platform}", CasesOf(check, cases, outcome)));
        if (outcome.Verdict == Verdict.Passed && IsEmpty(check, cases))
        {
            throw new ArgosyException(new Diagnostic("ARG0353", check.Place,
                $"{how} ended well, and ran no test of '{item.Name}'",
                "Let the project build its tests (an option may be needed), or remove 'check:'."));
        }

        return new(outcome, how, mapped);
    }

    // Foreign programs that the suite starts find their platform's files, and so do those that the kernel starts.
    private Dictionary<string, string?> Variables(Command command, LoaderTrace trace, TimeSpan limit)
    {
        var variables = new Dictionary<string, string?>(trace.Variables(command.Environment))
        {
            [TimeLimit.Variable] = TimeLimit.SecondsOf(limit),
        };
        if (!settings.Host.Runs(platform.Architecture)) variables["QEMU_LD_PREFIX"] = Path.GetFullPath(root);
        return variables;
    }

    // CTest and meson list every test; other suites may not.
    private static bool IsEmpty(NativeCheck check, IReadOnlyList<SuiteCase> cases) =>
        cases.All(c => c.Verdict == CaseVerdict.Skipped)
        && (cases.Count > 0 || check.Program is CheckProgram.CTest or CheckProgram.Meson);

    private static IReadOnlyList<SuiteCase> CasesOf(
        NativeCheck check, IReadOnlyList<SuiteCase> cases, RunOutcome outcome) => cases.Count > 0
        ? cases
        :
        [
            new(NameOf(check), outcome.Verdict switch
            {
                Verdict.Passed => CaseVerdict.Passed,
                Verdict.Failed => CaseVerdict.Failed,
                _ => CaseVerdict.Skipped,
            }, outcome.Reason ?? ""),
        ];

    private static string NameOf(NativeCheck check) => check.Program switch
    {
        CheckProgram.CTest => "ctest",
        CheckProgram.Meson => "meson test",
        CheckProgram.Make => "make check",
        _ => new Command(check.Command[0], [.. check.Command.Skip(1)]).ToString(),
    };

    private string Where => settings.Host.Runs(platform.Architecture)
        ? "on this machine"
        : $"under emulation of {platform.Architecture}";
}
