using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Audit;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Proof;

/// <summary>Installs a wheel from its mirror into a clean root of its platform, with that platform's own pip, together
/// with its dependencies from the same mirror or from the root's Debian packages, and runs its smoke test
/// there.</summary>
/// <param name="runner">Runs pip and Python in the root.</param>
public sealed partial class WheelProof(CommandRunner runner)
{
    private const string Python = "/usr/bin/python3";

    private readonly RootRunner _roots = new(runner);

    /// <summary>Compiled modules of the root's Python, see <see cref="Building.PythonBytecode"/>; null without. An
    /// emulated pip starts in a fraction of the time with them.</summary>
    public string? Bytecode { get; init; }

    /// <summary>Proves one wheel. The root gets a temporary folder under <c>tmp</c>.</summary>
    /// <param name="platform">The root's platform.</param>
    /// <param name="root">An extracted root with python3-minimal and python3-pip; the caller owns it.</param>
    /// <param name="index">The platform's mirror as it will be served.</param>
    /// <param name="wheel">The wheel to install, and its smoke test.</param>
    /// <param name="built">The wheel as built, which must be the one in the mirror.</param>
    /// <param name="cancellation">Ends pip.</param>
    public async Task<WheelProofOutcome> RunAsync(Platform platform, string root, string index, WheelDefinition wheel,
        WheelFile built, CancellationToken cancellation)
    {
        // The trivial program for the time limit: Python without work.
        var limit = TimeLimit.By(token =>
            _roots.RunAsync(new(platform.Architecture, root, Python, "-c", "pass"), token));
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var outcome = await limit.RunAsync(time =>
        {
            missing.Clear();
            return TryAsync(platform, root, index, wheel, built, missing, time, cancellation);
        }, cancellation);
        return new(outcome, [.. missing]);
    }

    private async Task<RunOutcome> TryAsync(Platform platform, string root, string index, WheelDefinition wheel,
        WheelFile built, SortedSet<string> missing, TimeSpan limit, CancellationToken cancellation)
    {
        root = Path.GetFullPath(root);
        var inside = $"/tmp/argosy-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(root + inside).FullName;
        var python = new ForeignProgram(platform.Architecture, root, Python)
        {
            Timeout = limit,
            Environment = new Dictionary<string, string?>
            {
                ["HOME"] = inside,
                ["PYTHONUSERBASE"] = $"{inside}/user",
                // A distribution's own Python refuses pip otherwise; older ones don't know the option.
                ["PIP_BREAK_SYSTEM_PACKAGES"] = "1",
                ["PYTHONPYCACHEPREFIX"] = Bytecode is null ? null : $"{inside}/bytecode",
            },
            Shown = Bytecode is null ? [] : [(Bytecode, $"{inside}/bytecode")],
        };
        try
        {
            var file = Path.GetFileName(built.Path);
            MirrorPart.Copy(index, wheel.Name, Path.Combine(folder, "mirror"));
            var offered = Path.Combine(folder, "mirror", WheelName.FolderOf(wheel.Name), file);
            if (!File.Exists(offered) || Digest.OfFile(offered) != Digest.OfFile(built.Path))
                return new(Verdict.Failed, null, "The mirror doesn't have the wheel as it was built.");
            var installed = await InstallAsync(python, inside, wheel, built, missing, cancellation);
            if (installed.Verdict != Verdict.Passed) return installed;
            if (!Uri.UnescapeDataString(installed.Result!.Output).Contains(file, StringComparison.Ordinal))
                return installed with { Verdict = Verdict.Failed, Reason = $"pip installed another file than {file}." };
            var site = $"{inside}/user/lib/python{platform.Distribution.Python}/site-packages";
            var report = WheelAudit.Read(built.Path);
            var smoke = await _roots.RunAsync(python with
            {
                Arguments = ["-c", SmokeScript(), site, wheel.Smoke ?? SmokeTest.Importing(report.Modules)],
            }, cancellation);
            return smoke.Verdict == Verdict.Passed ? SmokeTest.Judge(smoke, report, site) : OfMissing(smoke, missing);
        }
        finally
        {
            Leftovers.TryRemove(folder);
        }
    }

    // With its dependencies; without those of them that neither the mirror nor the root has.
    private async Task<RunOutcome> InstallAsync(ForeignProgram python, string inside, WheelDefinition wheel,
        WheelFile built, SortedSet<string> missing, CancellationToken cancellation)
    {
        var whole = await PipAsync([]);
        if (whole.Verdict != Verdict.Failed || whole.Result is null) return whole;
        missing.UnionWith(Missing().Matches(whole.Result.Output + whole.Result.Error)
            .Select(m => WheelName.Normalize(m.Groups[1].Value)).Where(n => n != wheel.Name));
        return missing.Count == 0 ? whole : await PipAsync(["--no-deps"]);

        Task<RunOutcome> PipAsync(IReadOnlyList<string> more) => _roots.RunAsync(python with
        {
            Arguments =
            [
                "-m", "pip", "install", "--index-url", $"file://{inside}/mirror", "--only-binary", ":all:",
                "--no-cache-dir", "--no-compile", "--disable-pip-version-check", "--no-warn-script-location", "--user",
                .. more, $"{wheel.Name}=={built.Name.Version}",
            ],
        }, cancellation);
    }

    // A module that is missing with its package says nothing about the wheel.
    private static RunOutcome OfMissing(RunOutcome smoke, SortedSet<string> missing) =>
        smoke.Verdict == Verdict.Failed && missing.Count > 0
            && smoke.Result?.Error.Contains("ModuleNotFoundError", StringComparison.Ordinal) == true
                ? smoke with
                {
                    Verdict = Verdict.Inconclusive,
                    Reason =
                        $"It needs {string.Join(", ", missing)}, which neither the mirror nor the root has. Name the "
                        + $"Debian package of each under the wheel's 'packages:' in {WheelSet.FileName}.",
                }
                : smoke;

    private static string SmokeScript()
    {
        using var stream = typeof(WheelProof).Assembly.GetManifestResourceStream("smoke.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"No matching distribution found for ([A-Za-z0-9][A-Za-z0-9._-]*)")]
    private static partial Regex Missing();
}

/// <summary>What a proof found.</summary>
/// <param name="Run">The run that decided.</param>
/// <param name="Missing">Dependencies that neither the mirror nor the root has; the smoke test did without
/// them.</param>
public sealed record WheelProofOutcome(RunOutcome Run, IReadOnlyList<string> Missing)
{
    /// <summary>The verdict.</summary>
    public Verdict Verdict => Run.Verdict;

    /// <summary>The reason of any verdict except passed.</summary>
    public string? Reason => Run.Reason;

    /// <summary>Exit code and output of that run; null if nothing could be started.</summary>
    public CommandResult? Result => Run.Result;
}
