using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Tests.Debian;

/// <summary>A real, unsigned Debian archive of a few arm64 packages, which apt reads directly.</summary>
internal sealed class SmallArchive : IDisposable
{
    public static readonly Platform Arm64 =
        new(Distribution.All.Single(d => d.Name == "debian-12"), Architecture.TryFind("arm64")!);
    private readonly TestFolder _scratch = new();
    private readonly List<string> _log = [];

    public CommandRunner Runner => new(line => { lock (_log) _log.Add(line); });

    public string Log => string.Join('\n', _log);

    public string Root => _scratch["archive"];

    public string this[params string[] parts] => _scratch[parts];

    public string Locks => _scratch["locks"];

    public RootOptions Options => new(Locks)
    {
        CacheFolder = _scratch["cache"],
        RetryWaits = [TimeSpan.Zero],
        Sources = _ =>
        [
            new($"copy:{Root}", "bookworm", SuiteKind.Main) { Unsigned = true },
            new($"copy:{Root}", "bookworm-security", SuiteKind.Security) { Unsigned = true },
        ],
    };

    public RootBuilder Builder(RootOptions? options = null) => new(Runner, options ?? Options);

    public static PackageSet Set(params string[] packages) => new(Arm64, "sysroot", packages);

    /// <summary>Builds a package whose files <paramref name="lay"/> creates.</summary>
    public async Task<string> AddAsync(
        string name, string version, Action<string> lay, string depends = "",
        string suite = "bookworm", string control = "")
    {
        var tree = _scratch["trees", $"{name}_{version}"];
        Directory.CreateDirectory(Path.Combine(tree, "DEBIAN"));
        await File.WriteAllTextAsync(Path.Combine(tree, "DEBIAN", "control"),
            $"Package: {name}\nVersion: {version}\nArchitecture: arm64\nMaintainer: Nobody <nobody@example.invalid>\n"
            + (depends.Length > 0 ? $"Depends: {depends}\n" : "") + control + "Description: a test\n");
        lay(tree);
        var deb = Path.Combine(Root, "pool", suite, $"{name}_{version}_arm64.deb");
        Directory.CreateDirectory(Path.GetDirectoryName(deb)!);
        await Runner.RunAsync(new Command("dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, deb)
        {
            Environment = new Dictionary<string, string?> { ["SOURCE_DATE_EPOCH"] = "1700000000" },
        }, default);
        return deb;
    }

    public async Task<string> AddAsync(string name, string version, string depends = "", string suite = "bookworm") =>
        await AddAsync(name, version, tree =>
        {
            Directory.CreateDirectory(Path.Combine(tree, "usr/share", name));
            File.WriteAllText(Path.Combine(tree, "usr/share", name, "version"), version);
        }, depends, suite);

    public void Remove(string name, string version, string suite = "bookworm") =>
        File.Delete(Path.Combine(Root, "pool", suite, $"{name}_{version}_arm64.deb"));

    /// <summary>Writes the indexes of both suites for the pool's current packages.</summary>
    public async Task PublishAsync()
    {
        foreach (var suite in (string[])["bookworm", "bookworm-security"])
        {
            var packages = new StringBuilder();
            var pool = Path.Combine(Root, "pool", suite);
            Directory.CreateDirectory(pool);
            foreach (var deb in Directory.GetFiles(pool).Order(StringComparer.Ordinal))
            {
                var control = await Runner.RunAsync(new Command("dpkg-deb", "--field", deb), default);
                packages.Append(control.Output).Append($"Filename: pool/{suite}/{Path.GetFileName(deb)}\n")
                    .Append($"Size: {new FileInfo(deb).Length}\nSHA256: {Digest.OfFile(deb).Hex}\n\n");
            }

            var dists = Path.Combine(Root, "dists", suite);
            Directory.CreateDirectory(Path.Combine(dists, "main/binary-arm64"));
            await File.WriteAllTextAsync(Path.Combine(dists, "main/binary-arm64/Packages"), packages.ToString());
            await File.WriteAllTextAsync(Path.Combine(dists, "Release"),
                $"Origin: Test\nSuite: {suite}\nCodename: {suite}\nArchitectures: arm64\nComponents: main\nSHA256:\n"
                + $" {Digest.Of(packages.ToString()).Hex} {Encoding.UTF8.GetByteCount(packages.ToString())}"
                + " main/binary-arm64/Packages\n");
        }
    }

    /// <summary>libone, which needs libtwo, both published.</summary>
    public async Task PublishTwoAsync()
    {
        await AddAsync("libone", "1.0-1", depends: "libtwo");
        await AddAsync("libtwo", "2.0-1");
        await PublishAsync();
    }

    /// <summary>A mirror with a partial update: the index differs from the digest in its Release file.</summary>
    public void Break(string suite) =>
        File.AppendAllText(Path.Combine(Root, "dists", suite, "main/binary-arm64/Packages"), "\n# half\n");

    public void Dispose() => _scratch.Dispose();
}
