using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Adoption.Doctor;

/// <summary>Finds out what this machine has.</summary>
/// <param name="root">The project's folder.</param>
public sealed partial class MachineProbe(string root)
{
    private const string Binfmt = "/proc/sys/fs/binfmt_misc";
    private const string ToolManifest = ".config/dotnet-tools.json";

    /// <summary>This machine, as far as the project needs it.</summary>
    public async Task<Machine> RunAsync(ProjectNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var host = Host.Detect();
        var isRoot = Environment.IsPrivilegedProcess;
        var packages = await PackagesAsync(cancellation);
        var (sdk, fault) = await SdkAsync(cancellation);
        var home = HomeOrNull();
        var cake = CakeVersion();
        return new(host)
        {
            HasApt = packages is not null,
            Packages = packages ?? [],
            HasAptSources = HasSources(),
            IsRoot = isRoot,
            HasSudo = IsOnPath("sudo"),
            Sdk = sdk,
            SdkFault = fault,
            NugetFault = home is null ? null : NugetFault(home),
            CakeVersion = cake,
            HasCake = cake is not null && home is not null && HasPackage(home, "cake.tool", cake),
            Home = home,
            IsHomeWritable = home is not null && IsWritable(home),
            FreeBytes = new DriveInfo(Path.GetFullPath(root)).AvailableFreeSpace,
            Emulated = Emulators(),
            HasNamespaces = isRoot || await CanUnshareAsync(cancellation),
            HasSubordinateIds = isRoot || HasIds(),
            Programs = needs.Tools.Keys.Where(IsOnPath).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static async Task<HashSet<string>?> PackagesAsync(CancellationToken cancellation)
    {
        if (await AskAsync(new("dpkg-query", "-W", "-f=${db:Status-Abbrev} ${Package}\n"),
            cancellation) is not { Succeeded: true } said)
            return null;
        return said.Output.Split('\n').Where(l => l.StartsWith("ii ", StringComparison.Ordinal))
            .Select(l => l[3..].Trim()).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<(string? Version, string? Fault)> SdkAsync(CancellationToken cancellation)
    {
        var said = await AskAsync(new("dotnet", "--version") { Folder = root }, cancellation);
        if (said is null) return (null, null);
        return said.Succeeded ? (said.Output.Trim(), null) : (null, said.Tail(1));
    }

    private static async Task<bool> CanUnshareAsync(CancellationToken cancellation) =>
        await AskAsync(new("unshare", "--user", "--map-root-user", "--mount", "true"),
            cancellation) is { Succeeded: true };

    // Null where the program isn't there.
    private static async Task<CommandResult?> AskAsync(Command command, CancellationToken cancellation)
    {
        try
        {
            return await CommandRunner.Silent.TryRunAsync(command with { Timeout = TimeSpan.FromMinutes(1) },
                cancellation);
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return null;
        }
    }

    private string? CakeVersion()
    {
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, ToolManifest)));
            return manifest.RootElement.GetProperty("tools").GetProperty("cake.tool").GetProperty("version")
                .GetString();
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException
            or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool HasPackage(string home, string id, string version) => Directory.Exists(Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set ? set
            : Path.Combine(home, ".nuget", "packages"),
        id, version));

    // NuGet makes the file when it is first needed.
    private static string? NugetFault(string home)
    {
        var path = Path.Combine(home, ".nuget", "NuGet", "NuGet.Config");
        try
        {
            if (!File.Exists(path)) return null;
            var sources = XDocument.Load(path).Root?.Element("packageSources")?.Elements("add").ToList();
            return sources is { Count: 0 } ? $"{path} has no source" : null;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return $"{path} can't be read: {e.Message.TrimEnd('.')}";
        }
    }

    private static bool HasSources() => Lines("/etc/apt/sources.list")
        .Concat(Directory.Exists("/etc/apt/sources.list.d")
            ? Directory.EnumerateFiles("/etc/apt/sources.list.d").SelectMany(Lines)
            : [])
        .Any(l => Source().IsMatch(l));

    private static IEnumerable<string> Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static HashSet<string> Emulators() => Directory.Exists(Binfmt)
        ? Directory.EnumerateFiles(Binfmt, "qemu-*").Select(f => Path.GetFileName(f)["qemu-".Length..])
            .ToHashSet(StringComparer.Ordinal)
        : [];

    private static bool HasIds()
    {
        var user = Environment.UserName;
        return ((string[])["/etc/subuid", "/etc/subgid"])
            .All(f => Lines(f).Any(l => l.StartsWith($"{user}:", StringComparison.Ordinal)));
    }

    private static string? HomeOrNull()
    {
        try
        {
            return HomeFolder.Path is { Length: > 0 } home && Directory.Exists(home) ? home : null;
        }
        catch (ArgosyException)
        {
            return null;
        }
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".argosy-doctor-{Environment.ProcessId}"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                });
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(f => f.Length > 0 && File.Exists(Path.Combine(f, program)));

    [GeneratedRegex(@"^\s*(?:deb\s|URIs:)")]
    private static partial Regex Source();
}
