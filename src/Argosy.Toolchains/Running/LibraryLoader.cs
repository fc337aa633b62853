using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Loads libraries on their platform with dlopen(3), by a small program cross-compiled for that
/// purpose.</summary>
/// <param name="runner">Runs the compiler and, through an emulator, the program.</param>
/// <param name="architecture">The libraries' architecture.</param>
/// <param name="root">A root of their platform, with the files that compilers need.</param>
public sealed class LibraryLoader(CommandRunner runner, Architecture architecture, string root)
{
    private const string Source = "load.c";

    /// <summary>The exit code if the library can't be loaded, different from that of a crash.</summary>
    public const int NotLoaded = 3;

    /// <summary>Loads one library alone, with all of its symbols bound.</summary>
    /// <param name="library">The library's path.</param>
    /// <param name="folders">The folders of libraries that come with it.</param>
    /// <param name="cancellation">Ends the program.</param>
    public async Task<RunOutcome> LoadAsync(
        string library, IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        using var scratch = new TemporaryFolder("argosy-load-");
        var program = scratch.At("load");
        if (await TryCompileAsync(program, cancellation) is { } reason) return new(Verdict.Inconclusive, null, reason);
        return Judge(await new ForeignRunner(runner).TestAsync(
            new(architecture, root, program, Path.GetFullPath(library)) { LibraryFolders = folders }, cancellation));
    }

    /// <summary>The result for the library, from a run of the program.</summary>
    public static RunOutcome Judge(RunOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome switch
        {
            { Verdict: Verdict.Failed, Result.ExitCode: NotLoaded } =>
                outcome with { Reason = $"It can't be loaded: {outcome.Result.Tail(1)}" },
            { Verdict: Verdict.Failed } => outcome with { Reason = $"Loading it ended the program: {outcome.Reason}" },
            { Verdict: Verdict.Passed } when !outcome.Result!.Output.Split('\n').Contains("loaded") =>
                outcome with { Verdict = Verdict.Failed, Reason = "Loading it ended the program with exit code 0." },
            _ => outcome,
        };
    }

    /// <summary>Compiles the program, which takes a library's path; returns the reason of a failure, or null.</summary>
    /// <param name="program">Its path; its source is written next to it.</param>
    /// <param name="cancellation">Ends the compiler.</param>
    public async Task<string?> TryCompileAsync(string program, CancellationToken cancellation)
    {
        var source = program + ".c";
        using (var text = typeof(LibraryLoader).Assembly.GetManifestResourceStream(Source)!)
        using (var file = File.Create(source))
        {
            await text.CopyToAsync(file, cancellation);
        }

        var compiler = new Command(
            $"{architecture.GnuTriplet}-gcc", $"--sysroot={Path.GetFullPath(root)}", "-o", program, source, "-ldl")
        {
            Timeout = TimeLimit.Most,
        };
        try
        {
            var compiled = await runner.TryRunAsync(compiler, cancellation);
            return compiled.Succeeded ? null : $"No program that loads it can be compiled:\n{compiled.Tail()}";
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return $"No program that loads it can be compiled: {e.Message}";
        }
    }
}
