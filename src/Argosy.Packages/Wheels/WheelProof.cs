using Argosy.Packages.Proof;
using Argosy.Platforms;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Wheels;

/// <summary>Installs a wheel from its mirror into a clean root of its platform, with that platform's own pip, and runs
/// its smoke test there.</summary>
/// <param name="runner">Runs pip and Python in the root.</param>
public sealed class WheelProof(CommandRunner runner)
{
    /// <summary>Proves one wheel. The root gets a folder under <c>tmp</c> for as long as that takes.</summary>
    /// <param name="platform">Whose root it is.</param>
    /// <param name="root">An extracted root with python3-minimal and python3-pip.</param>
    /// <param name="index">The platform's mirror: <c>artifacts/mirror/wheel/&lt;slug&gt;</c>.</param>
    /// <param name="wheel">What to install, and its smoke test.</param>
    /// <param name="version">The version that must come out of the mirror.</param>
    /// <param name="cancellation">Ends pip.</param>
    public async Task<ProofResult> RunAsync(Platform platform, string root, string index, WheelDefinition wheel,
        string version, CancellationToken cancellation)
    {
        var clean = new CleanRoot(platform, Path.GetFullPath(root), runner);
        var inside = $"/tmp/argosy-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(root + inside).FullName;
        try
        {
            CopyProject(index, wheel.Name, Path.Combine(folder, "mirror"));
            var installed = await clean.RunAsync(inside, Bare, ["/usr/bin/python3", "-m", "pip", "install",
                "--index-url", $"file://{inside}/mirror", "--only-binary", ":all:", "--no-deps", "--no-cache-dir",
                "--no-compile", "--disable-pip-version-check", "--target", $"{inside}/site", $"{wheel.Name}=={version}"],
                cancellation);
            if (!installed.Succeeded) return clean.Judge(installed);
            var variables = new Dictionary<string, string> { ["PYTHONPATH"] = $"{inside}/site" };
            return clean.Judge(await clean.RunAsync(inside, variables, ["/usr/bin/python3", "-c", wheel.Smoke], cancellation));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> Bare { get; } = [];

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
