using Argosy.Platforms;
using Argosy.Toolchains.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels;

/// <summary>Installs a wheel from its mirror into a clean root of its platform, with that platform's own pip, and runs
/// its smoke test there.</summary>
/// <param name="runner">Runs pip and Python in the root.</param>
public sealed class WheelProof(CommandRunner runner)
{
    private const string Python = "/usr/bin/python3";

    private readonly RootRunner _roots = new(runner);

    /// <summary>Proves one wheel. The root gets a folder under <c>tmp</c> for as long as that takes.</summary>
    /// <param name="platform">Whose root it is.</param>
    /// <param name="root">An extracted root with python3-minimal and python3-pip; the caller's own.</param>
    /// <param name="index">The platform's mirror: <c>artifacts/mirror/wheel/&lt;slug&gt;</c>.</param>
    /// <param name="wheel">What to install, and its smoke test.</param>
    /// <param name="version">The version that must come out of the mirror.</param>
    /// <param name="cancellation">Ends pip.</param>
    public Task<RunOutcome> RunAsync(Platform platform, string root, string index, WheelDefinition wheel,
        string version, CancellationToken cancellation)
    {
        // The yardstick: Python, doing nothing.
        var limit = TimeLimit.By(token => _roots.RunAsync(new(platform.Architecture, root, Python, "-c", "pass"), token));
        return limit.RunAsync(time => TryAsync(platform, root, index, wheel, version, time, cancellation), cancellation);
    }

    private async Task<RunOutcome> TryAsync(Platform platform, string root, string index, WheelDefinition wheel,
        string version, TimeSpan limit, CancellationToken cancellation)
    {
        root = Path.GetFullPath(root);
        var inside = $"/tmp/argosy-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(root + inside).FullName;
        var python = new ForeignProgram(platform.Architecture, root, Python)
        {
            Timeout = limit,
            // The root stays as clean as it was: without byte code beside its modules.
            Environment = new Dictionary<string, string?>
            {
                ["HOME"] = inside,
                ["PYTHONPATH"] = $"{inside}/site",
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            },
        };
        try
        {
            CopyProject(index, wheel.Name, Path.Combine(folder, "mirror"));
            var installed = await _roots.RunAsync(python with
            {
                Arguments =
                [
                    "-m", "pip", "install", "--index-url", $"file://{inside}/mirror", "--only-binary", ":all:", "--no-deps",
                    "--no-cache-dir", "--no-compile", "--disable-pip-version-check", "--target", $"{inside}/site",
                    $"{wheel.Name}=={version}",
                ],
            }, cancellation);
            return installed.Verdict == Verdict.Passed
                ? await _roots.RunAsync(python with { Arguments = ["-c", wheel.Smoke] }, cancellation)
                : installed;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The project's page and files: the rest of a big mirror proves nothing about it.
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
