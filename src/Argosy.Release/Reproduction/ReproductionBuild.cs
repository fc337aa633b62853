using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Release.Reproduction;

/// <summary>Builds a commit in a clone of its own, as another user would.</summary>
/// <param name="runner">Runs the build; its log gets all output.</param>
/// <param name="scratch">A folder for the clones.</param>
internal sealed class ReproductionBuild(CommandRunner runner, string scratch)
{
    // "nobody" of every Linux; it needs no entry anywhere.
    private const int OtherUser = 65534;
    private const UnixFileMode Open = (UnixFileMode)0b111_101_101;
    private const string Shuffler = "disorderfs";

    /// <summary>Whether every user can enter a folder: the second build may be another user's.</summary>
    public static bool IsOpen(string folder) => PathText.Around($"{folder}/")
        .All(f => File.GetUnixFileMode(f).HasFlag(UnixFileMode.OtherExecute));

    /// <summary>The circumstances of the two builds: everything that shouldn't matter, and can be changed here,
    /// differs.</summary>
    public static async Task<(BuildCircumstances First, BuildCircumstances Second)> PlanAsync(
        string scratch, string name, CancellationToken cancellation)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var order = isRoot && await ExistsAsync(Shuffler, cancellation)
            ? $"shuffled by {Shuffler}"
            : "created in reverse";
        return (
            new(Path.Combine(scratch, "1", name), null, "UTC", "C.UTF-8", "0022", "as git creates them"),
            new(Path.Combine(scratch, "second", "in-a-longer-path", name),
                isRoot && IsOpen(Path.GetDirectoryName(scratch)!) ? OtherUser : null,
                "Pacific/Kiritimati", "tr_TR.UTF-8", "0077", order));
    }

    /// <summary>Clones and builds. Error ARG0302 with the build's last lines if it fails.</summary>
    /// <param name="repository">The project's folder.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="target">The target that is built.</param>
    /// <param name="how">The circumstances; the project is in its folder afterwards.</param>
    /// <param name="cancellation">Ends the build.</param>
    public async Task RunAsync(
        string repository, string commit, string target, BuildCircumstances how, CancellationToken cancellation)
    {
        var home = $"{how.Folder}.home";
        foreach (var folder in (string[])[home, .. PathText.Around(how.Folder)
            .Where(f => PathText.IsWithin(f, scratch))])
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, Open);
        }

        var clone = $"{how.Folder}.clone";
        await runner.RunAsync(
            new("git", "clone", "--quiet", "--no-local", "--no-checkout", repository, clone), cancellation);
        await runner.RunAsync(new("git", "-C", clone, "checkout", "--quiet", "--detach", commit), cancellation);
        if (how.FileOrder.StartsWith("as ", StringComparison.Ordinal)) Directory.Move(clone, how.Folder);
        else CopyInReverse(clone, how.Folder);
        if (how.User is { } user)
            await runner.RunAsync(new("chown", "-R", $"{user}:{user}", how.Folder, home), cancellation);
        if (how.FileOrder.EndsWith(Shuffler, StringComparison.Ordinal))
            await ShuffledAsync(how.Folder, () => BuildAsync(target, how, home, cancellation), cancellation);
        else await BuildAsync(target, how, home, cancellation);
    }

    private async Task BuildAsync(
        string target, BuildCircumstances how, string home, CancellationToken cancellation)
    {
        string[] user = how.User is { } other
            ? ["setpriv", $"--reuid={other}", $"--regid={other}", "--clear-groups"]
            : [];
        // The shell sets what no program can set for another.
        string[] build = ["sh", "-c", "umask \"$1\"; exec ./build.sh \"--target=$2\" --no-cache --verbosity=verbose",
            "sh", how.Umask, target];
        string[] command = [.. user, .. build];
        await runner.RunAsync(new(command[0], command[1..])
        {
            Folder = how.Folder,
            Environment = new Dictionary<string, string?>
            {
                ["TZ"] = how.TimeZone,
                ["LC_ALL"] = how.Locale,
                ["LANG"] = how.Locale,
                // This user's caches, keys and choices stay out.
                ["HOME"] = how.User is null ? Environment.GetEnvironmentVariable("HOME") : home,
                ["XDG_CACHE_HOME"] = how.User is null ? Environment.GetEnvironmentVariable("XDG_CACHE_HOME") : null,
                ["TMPDIR"] = home,
                ["ARCHS"] = null,
                ["ARGOSY_CACHE"] = null,
                ["ARGOSY_SIGN_KEY"] = null,
                ["GIT_CONFIG_COUNT"] = "1",
                ["GIT_CONFIG_KEY_0"] = "safe.directory",
                ["GIT_CONFIG_VALUE_0"] = "*",
            },
        }, cancellation);
    }

    // Shown at the folder's own path while it builds.
    private async Task ShuffledAsync(string folder, Func<Task> build, CancellationToken cancellation)
    {
        var real = $"{folder}.real";
        Directory.Move(folder, real);
        Directory.CreateDirectory(folder);
        await runner.RunAsync(
            new(Shuffler, "--multi-user=yes", "--shuffle-dirents=yes", "--reverse-dirents=no", real, folder),
            cancellation);
        try
        {
            await build();
        }
        finally
        {
            await runner.TryRunAsync(new("umount", "--lazy", folder), CancellationToken.None);
            Directory.Delete(folder);
            Directory.Move(real, folder);
        }
    }

    private static void CopyInReverse(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in FolderListing.Read(from).Reverse())
        {
            var (source, target) = (Path.Combine(from, entry.Name), Path.Combine(to, entry.Name));
            if (entry.Kind == FileKind.Folder) CopyInReverse(source, target);
            else if (new FileInfo(source).LinkTarget is { } link) File.CreateSymbolicLink(target, link);
            else File.Copy(source, target);
        }
    }

    private static async Task<bool> ExistsAsync(string program, CancellationToken cancellation)
    {
        try
        {
            return (await CommandRunner.Silent.TryRunAsync(new(program, "--version"), cancellation)).Succeeded
                && File.Exists("/dev/fuse");
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return false;
        }
    }
}
