using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels;

/// <summary>Installs a wheel from its mirror into a clean root of its platform, with that platform's own pip, and runs
/// its smoke test there.</summary>
/// <param name="runner">Runs pip and Python in the root.</param>
public sealed class WheelProof(CommandRunner runner)
{
    private const string Python = "/usr/bin/python3";

    private readonly RootRunner _roots = new(runner);

    /// <summary>Proves one wheel. The root gets a temporary folder under <c>tmp</c>.</summary>
    /// <param name="platform">The root's platform.</param>
    /// <param name="root">An extracted root with python3-minimal and python3-pip; the caller owns it.</param>
    /// <param name="index">The platform's mirror: <c>artifacts/mirror/wheel/&lt;slug&gt;</c>.</param>
    /// <param name="wheel">The wheel to install, and its smoke test.</param>
    /// <param name="built">The wheel as built, which must be the one in the mirror.</param>
    /// <param name="cancellation">Ends pip.</param>
    public Task<RunOutcome> RunAsync(Platform platform, string root, string index, WheelDefinition wheel,
        WheelFile built, CancellationToken cancellation)
    {
        // The trivial program for the time limit: Python without work.
        var limit = TimeLimit.By(token =>
            _roots.RunAsync(new(platform.Architecture, root, Python, "-c", "pass"), token));
        return limit.RunAsync(time => TryAsync(platform, root, index, wheel, built, time, cancellation), cancellation);
    }

    private async Task<RunOutcome> TryAsync(Platform platform, string root, string index, WheelDefinition wheel,
        WheelFile built, TimeSpan limit, CancellationToken cancellation)
    {
        root = Path.GetFullPath(root);
        var inside = $"/tmp/argosy-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(root + inside).FullName;
        var python = new ForeignProgram(platform.Architecture, root, Python)
        {
            Timeout = limit,
            Environment = new Dictionary<string, string?> { ["HOME"] = inside, ["PYTHONPATH"] = $"{inside}/site" },
        };
        try
        {
            var file = Path.GetFileName(built.Path);
            CopyProject(index, wheel.Name, Path.Combine(folder, "mirror"));
            var offered = Path.Combine(folder, "mirror", WheelIndex.FolderOf(wheel.Name), file);
            if (!File.Exists(offered) || Digest.OfFile(offered) != Digest.OfFile(built.Path))
                return new(Verdict.Failed, null, "The mirror doesn't have the wheel as it was built.");
            var installed = await _roots.RunAsync(python with
            {
                Arguments =
                [
                    "-m", "pip", "install", "--index-url", $"file://{inside}/mirror", "--only-binary", ":all:",
                    "--no-deps", "--no-cache-dir", "--no-compile", "--disable-pip-version-check",
                    "--target", $"{inside}/site", $"{wheel.Name}=={built.Name.Version}",
                ],
            }, cancellation);
            if (installed.Verdict != Verdict.Passed) return installed;
            if (!Uri.UnescapeDataString(installed.Result!.Output).Contains(file, StringComparison.Ordinal))
                return installed with { Verdict = Verdict.Failed, Reason = $"pip installed another file than {file}." };
            var smoke = await _roots.RunAsync(
                python with
                {
                    Arguments =
                    [
                        "-c", SmokeScript(), $"{inside}/site",
                        wheel.Smoke ?? $"import {wheel.Name.Replace('-', '_')}",
                    ],
                }, cancellation);
            return smoke.Verdict == Verdict.Passed ? Used(smoke, Path.Combine(folder, "site")) : smoke;
        }
        finally
        {
            Leftovers.TryRemove(folder);
        }
    }

    // A smoke test that imports nothing of the wheel, or only uncompiled modules, proves nothing.
    internal static RunOutcome Used(RunOutcome smoke, string site)
    {
        const string mark = "imported: ";
        var imported = smoke.Result!.Output.Split('\n')
            .Where(l => l.StartsWith(mark, StringComparison.Ordinal))
            .ToList();
        if (imported.Count == 0)
            return smoke with { Verdict = Verdict.Failed, Reason = "Its smoke test imports nothing of the wheel." };
        var isCompiled = Directory.EnumerateFiles(site, "*.so", SearchOption.AllDirectories).Any();
        return !isCompiled || imported.Exists(l => l.EndsWith(".so", StringComparison.Ordinal))
            ? smoke
            : smoke with
            {
                Verdict = Verdict.Failed,
                Reason = "Its smoke test imports none of the wheel's extension modules."
            };
    }

    private static string SmokeScript()
    {
        using var stream = typeof(WheelProof).Assembly.GetManifestResourceStream("smoke.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // Only the project's page and files: the rest of a big mirror isn't needed.
    private static void CopyProject(string index, string project, string target)
    {
        foreach (var part in (string[])[project, WheelIndex.FolderOf(project)])
        {
            foreach (var file in Directory.GetFiles(Path.Combine(index, part)))
            {
                var copy = Path.Combine(target, part, Path.GetFileName(file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }
        }
    }
}
