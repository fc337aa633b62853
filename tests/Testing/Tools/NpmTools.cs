using Argosy.Processes;

namespace Argosy.Testing;

/// <summary>Packages of npm that check formats, installed once into the user's cache.</summary>
internal sealed class NpmTools
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, Task<(NpmTools? Tools, string Reason)>> s_installed = [];
    private readonly string _folder;

    private NpmTools(string folder) => _folder = folder;

    /// <summary>The packages; skips the test if they can't be had here.</summary>
    /// <param name="name">The name of the set.</param>
    /// <param name="packages">With their versions.</param>
    public static async Task<NpmTools> GetAsync(string name, params string[] packages)
    {
        Task<(NpmTools? Tools, string Reason)> installing;
        lock (s_lock)
        {
            if (!s_installed.TryGetValue(name, out installing!))
                s_installed[name] = installing = InstallAsync(name, packages);
        }

        var (tools, reason) = await installing;
        Xunit.Assert.SkipWhen(tools is null, reason);
        return tools!;
    }

    /// <summary>The path of a file of a package.</summary>
    public string At(string path) => Path.Combine(_folder, "node_modules", path);

    /// <summary>Runs a module's text with node; the packages can be imported.</summary>
    public async Task<CommandResult> RunAsync(string module, params string[] arguments)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.mjs");
        await File.WriteAllTextAsync(path, module);
        try
        {
            return await CommandRunner.Silent.TryRunAsync(
                new("node", [path, .. arguments]) { Folder = _folder }, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(NpmTools?, string)> InstallAsync(string name, string[] packages)
    {
        var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = Path.Combine(
            Path.IsPathRooted(xdg) ? xdg : Path.Combine(home, ".cache"), "argosy-test-tools", $"npm-{name}");
        var marker = Path.Combine(folder, "installed");
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == string.Join(' ', packages))
            return (new(folder), "");
        Directory.CreateDirectory(folder);
        try
        {
            var result = await CommandRunner.Silent.TryRunAsync(
                new("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, .. packages])
                {
                    Folder = folder
                }, CancellationToken.None);
            if (!result.Succeeded) return (null, $"npm has no {name}: {result.Tail(3)}");
        }
        catch (Platforms.Diagnostics.ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return (null, "npm isn't installed");
        }

        await File.WriteAllTextAsync(marker, string.Join(' ', packages));
        return (new(folder), "");
    }
}
