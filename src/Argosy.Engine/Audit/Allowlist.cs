using Argosy.Artifacts.Files;
using Argosy.Platforms;

namespace Argosy.Engine.Audit;

/// <summary>The files that every task may use without a declaration: the system's, and the engine's own.</summary>
/// <param name="root">The project's folder, absolute.</param>
/// <param name="code">The folder of the assemblies that run the tasks: its content is always part of the key.</param>
internal sealed class Allowlist(string root, string code)
{
    private static readonly string[] s_system =
    [
        "/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin", "/etc", "/proc", "/sys", "/dev", "/run", "/tmp"
    ];

    private readonly List<string> _shared = [.. s_system, .. Shared()];

    /// <summary>The path relative to the project; null outside of it.</summary>
    public string? TryRelative(string path) =>
        PathText.IsWithin(path, root) && path.Length > root.Length ? path[(root.Length + 1)..] : null;

    /// <summary>Belongs to the system, or is shared by all of a user's builds.</summary>
    public bool IsSystem(string path) => _shared.Any(folder => PathText.IsWithin(path, folder)) || path is "/";

    /// <summary>The engine's own file, within the project.</summary>
    public bool IsEngines(string relative)
    {
        if (PathText.IsWithin($"{root}/{relative}", code)
            || EngineFiles.All.Any(own => PathText.IsWithin(relative, own))) return true;
        var (folder, name) = (Path.GetDirectoryName(relative), Path.GetFileName(relative));
        return (folder == ".argosy" && EngineFiles.State.Any(s => name.StartsWith(s + ".", StringComparison.Ordinal)))
            || (folder == "artifacts" && EngineFiles.Reports.Any(r => name.StartsWith(r, StringComparison.Ordinal)))
            || relative is ".argosy" or "artifacts";
    }

    private static IEnumerable<string> Shared()
    {
        var home = HomeFolder.Path;
        string Variable(string name, string otherwise) =>
            Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;
        yield return Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        yield return Variable("NUGET_PACKAGES", $"{home}/.nuget/packages");
        yield return $"{Variable("XDG_DATA_HOME", $"{home}/.local/share")}/NuGet";
        yield return $"{Variable("XDG_CACHE_HOME", $"{home}/.cache")}/argosy";
        // The SDK's own records of its first use.
        yield return $"{Variable("DOTNET_CLI_HOME", home)}/.dotnet";
        var dotnet = Environment.ProcessPath is { } host
            ? File.ResolveLinkTarget(host, returnFinalTarget: true)?.FullName ?? host
            : null;
        if (Path.GetDirectoryName(dotnet) is { } sdk) yield return sdk;
    }
}
