using Argosy.Processes;

namespace Argosy.Testing;

/// <summary>Programs of the Debian release after the machine's, unpacked beside it: cosign, oras and skopeo.</summary>
/// <remarks>The packages come from the machine's own mirror, by lists of their own. Unpacked ones stay in the user's
/// cache for the next run.</remarks>
internal sealed class TrixieTools
{
    private const string Suite = "trixie";

    // skopeo with the libraries that it loads: the machine's C library is too old for it.
    private static readonly string[] s_packages =
    [
        "cosign", "oras", "skopeo", "libc6", "libgpgme11t64", "libsqlite3-0", "libassuan9", "libgpg-error0",
    ];

    private static readonly Lazy<Task<(TrixieTools? Tools, string Reason)>> s_tools = new(PrepareAsync);
    private readonly string _root;

    private TrixieTools(string root) => _root = root;

    /// <summary>The programs; skips the test if they can't be had here.</summary>
    public static async Task<TrixieTools> GetAsync()
    {
        var (tools, reason) = await s_tools.Value;
        Xunit.Assert.SkipWhen(tools is null, reason);
        return tools!;
    }

    public Command Cosign(params string[] arguments) => new(Path.Combine(_root, "usr/bin/cosign"), arguments);

    public Command Oras(params string[] arguments) => new(Path.Combine(_root, "usr/bin/oras"), arguments);

    public Command Skopeo(params string[] arguments)
    {
        var libraries = Path.Combine(_root, "usr/lib/x86_64-linux-gnu");
        return new(
            Path.Combine(libraries, "ld-linux-x86-64.so.2"),
            ["--library-path", libraries, Path.Combine(_root, "usr/bin/skopeo"), .. arguments]);
    }

    private static async Task<(TrixieTools?, string)> PrepareAsync()
    {
        if (System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            != System.Runtime.InteropServices.Architecture.X64)
            return (null, "the packages are unpacked for x64 only");
        var root = Path.Combine(CacheFolder(), Suite);
        if (Directory.Exists(root)) return (new(root), "");
        var sources = await CommandRunner.Silent.TryRunAsync(
            new("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"),
            CancellationToken.None);
        if (sources.Output.Split('\n').FirstOrDefault(l => l.Contains("/debian/", StringComparison.Ordinal))
            is not { } source)
            return (null, "apt has no source of Debian packages");
        using var work = new TestFolder();
        var settings = Settings(work, source.Trim());
        if (await FailAsync(work.Path, "apt-get", [.. settings, "update"]) is { } noLists)
            return (null, $"no lists of {Suite}: {noLists}");
        if (await FailAsync(work.Path, "apt-get", [.. settings, "download", .. s_packages]) is { } noPackages)
            return (null, $"no packages of {Suite}: {noPackages}");
        foreach (var package in Directory.GetFiles(work.Path, "*.deb"))
        {
            if (await FailAsync(work.Path, "dpkg-deb", ["-x", package, work["root"]]) is { } broken)
                return (null, $"{Path.GetFileName(package)} can't be unpacked: {broken}");
        }

        Directory.CreateDirectory(CacheFolder());
        // Another test process may have been faster.
        if (!Directory.Exists(root)) Directory.Move(work["root"], root);
        return (new(root), "");
    }

    private static string CacheFolder()
    {
        var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(Path.IsPathRooted(xdg) ? xdg : Path.Combine(home, ".cache"), "argosy-test-tools");
    }

    private static string[] Settings(TestFolder work, string mirror)
    {
        Directory.CreateDirectory(work["state/lists/partial"]);
        Directory.CreateDirectory(work["cache/archives/partial"]);
        var list = work.Write(
            "sources.list", $"deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] {mirror} {Suite} main\n");
        return
        [
            "-o", $"Dir::State={work["state"]}", "-o", $"Dir::Cache={work["cache"]}",
            "-o", $"Dir::Etc::SourceList={list}", "-o", "Dir::Etc::SourceParts=/dev/null",
            "-o", "Dir::State::status=/dev/null", "-o", "APT::Sandbox::User=root",
        ];
    }

    private static async Task<string?> FailAsync(string folder, string program, string[] arguments)
    {
        var result = await CommandRunner.Silent.TryRunAsync(
            new(program, arguments) { Folder = folder }, CancellationToken.None);
        return result.Succeeded ? null : result.Tail(3);
    }
}
