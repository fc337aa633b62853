using System.Runtime.CompilerServices;
using Argosy.Processes;

namespace Argosy.DevStack.Tests;

/// <summary>Parts of the DevStack repository that ARGOSY_DEVSTACK names: its functions that read a <c>local.conf</c>,
/// and its Zuul role that writes one.</summary>
public sealed class DevstackCopy : IAsyncLifetime
{
    // The services that DevStack runs by default.
    private const string DefaultServices =
        "key,n-api,n-cpu,g-api,c-sch,c-api,c-vol,c-bak,s-proxy,s-object,s-container,s-account,rabbit,mysql";

    private static readonly string s_here = Path.Combine(Repository.Root, "tests", "Argosy.DevStack.Tests");
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-devstack-").FullName;
    private int _read;

    /// <summary>The repository, bare or with a work tree.</summary>
    public static string? Source => Environment.GetEnvironmentVariable("ARGOSY_DEVSTACK");

    public async ValueTask InitializeAsync()
    {
        if (Source is null) return;
        foreach (var file in new[]
        {
            "functions-common", "inc/meta-config", "inc/ini-config",
            "roles/write-devstack-local-conf/library/devstack_local_conf.py"
        })
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(
                path, await Run(new("git", "-C", Source, "-c", "safe.directory=*", "show", $"HEAD:{file}")));
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>DevStack's result for a file.</summary>
    /// <param name="localConf">The file's text.</param>
    /// <param name="environment">Variables for stack.sh, as <c>NAME=value</c>.</param>
    public Task<DevstackReading> Read(string localConf, params IReadOnlyList<string> environment) =>
        Read(folder => File.WriteAllTextAsync(Path.Combine(folder, "local.conf"), localConf), environment);

    /// <summary>DevStack's result for the file that its role writes from a job's variables.</summary>
    public Task<DevstackReading> ReadJob(string variables) => Read(
        async folder => await Run(new("python3", Path.Combine(s_here, "write-local-conf.py"),
            Path.Combine(_folder, "roles/write-devstack-local-conf/library/devstack_local_conf.py"),
            Path.Combine(folder, "local.conf"), DefaultServices)
        {
            Input = variables,
        }),
        []);

    private async Task<DevstackReading> Read(Func<string, Task> write, IReadOnlyList<string> environment)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(_folder, $"read-{Interlocked.Increment(ref _read)}")).FullName;
        await write(folder);
        await Run(new("env",
        [
            "-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}", "LC_ALL=C.UTF-8", .. environment,
            "bash", "--noprofile", "--norc", Path.Combine(s_here, "read-local-conf.sh"), _folder, DefaultServices,
        ])
        {
            Folder = folder,
        });
        return DevstackReading.Of(folder);
    }

    private static async Task<string> Run(Command command) =>
        (await new CommandRunner(_ => { }).RunAsync(command, CancellationToken.None)).Output;
}

/// <summary>A fact about DevStack's own code, which is skipped without a copy of DevStack.</summary>
public sealed class DevstackFactAttribute : FactAttribute
{
    public DevstackFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (DevstackCopy.Source is null) Skip = "ARGOSY_DEVSTACK names no repository of DevStack";
    }
}

/// <summary>DevStack's state after it read a <c>local.conf</c>.</summary>
/// <param name="Variables">The environment, lists of services in order.</param>
/// <param name="Settings">file, section and key with their value.</param>
public sealed record DevstackReading(
    IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Settings)
{
    public static DevstackReading Of(string folder) => new(
        File.ReadAllText(Path.Combine(folder, "variables")).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => v.Split('=', 2)).Where(v => v[0] is not ("PWD" or "OLDPWD" or "_"))
            .ToDictionary(v => v[0], v => v[0].EndsWith("_SERVICES", StringComparison.Ordinal) ? Sorted(v[1]) : v[1]),
        Directory.EnumerateFiles(Path.Combine(folder, "files")).SelectMany(SettingsIn).ToDictionary());

    private static string Sorted(string list) => string.Join(',', list.Split(',').Order(StringComparer.Ordinal));

    private static IEnumerable<KeyValuePair<string, string>> SettingsIn(string file)
    {
        var section = "";
        foreach (var line in File.ReadAllText(file).Split('\n').Where(l => l.Length > 0))
        {
            if (line[0] == '[') section = line;
            else if (line.Split(" = ", 2) is [var key, var value])
                yield return new($"{Path.GetFileName(file)} {section} {key}", value);
        }
    }
}
