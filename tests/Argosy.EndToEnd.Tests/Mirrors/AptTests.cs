using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;

namespace Argosy.EndToEnd.Tests.Mirrors;

/// <summary>Each platform's own apt and dpkg install from the served archive, whose key they got from it. None of its
/// lines says that anything is to be trusted.</summary>
[Collection(OneServer.Name)]
[Trait("Category", "EndToEnd")]
public sealed class AptTests(ServedMirrors mirrors) : IDisposable
{
    private const string Keyring = "etc/apt/keyrings/argosy.gpg";
    private static readonly string[] s_user =
    [
        "apt", "base-files", "coreutils", "dash", "diffutils", "dpkg", "findutils", "gpgv", "grep", "gzip", "libc-bin",
        "libfabric1", "sed", "tar",
    ];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ServedMirrors.Own), MemberType = typeof(ServedMirrors))]
    public async Task It_accepts_the_archives_key_alone_and_installs(string platform)
    {
        var system = await MakeSystemAsync(ServedMirrors.PlatformOf(platform));
        await system.WriteSourceAsync("debian", $"[signed-by=/{Keyring}]");
        File.Copy(mirrors.ExpiredKey, system.At(Keyring), overwrite: true);
        (await system.UpdateAsync()).ShouldRefuse("NO_PUBKEY");
        await system.WriteSourceAsync("expired", $"[signed-by=/{Keyring}]");
        (await system.UpdateAsync()).ShouldRefuse("EXPKEYSIG");
        await system.WriteSourceAsync("debian", "");
        (await system.UpdateAsync()).ShouldRefuse("NO_PUBKEY");
        await InstallAsync(system);
    }

    [Theory]
    [MemberData(nameof(ServedMirrors.Emulated), MemberType = typeof(ServedMirrors))]
    [Trait("Category", "Soak")]
    public async Task That_of_an_emulated_platform_installs(string platform) =>
        await InstallAsync(await MakeSystemAsync(ServedMirrors.PlatformOf(platform)));

    // As docs/packages.md tells users.
    private async Task InstallAsync(UserSystem system)
    {
        using var http = new HttpClient { BaseAddress = mirrors.Address };
        await File.WriteAllBytesAsync(system.At(Keyring), await http.GetByteArrayAsync(
            new Uri($"debian/{ServedMirrors.Model.Project.Name}-archive-keyring.gpg", UriKind.Relative)));
        await system.WriteSourceAsync("debian", $"[signed-by=/{Keyring}]");
        (await system.UpdateAsync()).ShouldSucceed();
        (await system.AptAsync("install", "--yes", "--no-install-recommends", "libargosy-rdma0")).ShouldSucceed();
        (await system.RunAsync("/usr/bin/dpkg-query", "-W", "-f", "${Status}", "libargosy-rdma0"))
            .ShouldSucceed().Output.TrimEnd().ShouldBe("install ok installed");
        var library = $"/usr/lib/{system.Platform.Architecture.GnuTriplet}/libargosy_rdma.so.0";
        (await system.RunAsync(system.Platform.Architecture.DynamicLoader, "--list", library))
            .ShouldSucceed().Output.ShouldContain("libc.so.6");
    }

    private async Task<UserSystem> MakeSystemAsync(Platform platform)
    {
        using var builder = new RootBuilder(ServedMirrors.Runner, new RootOptions(_folder.At("locks"))
        {
            Mirror = ServedMirrors.Model.DebianMirror,
            // The test publishes nothing.
            WithoutSecurity = [.. Architecture.All],
        });
        var root = await builder.BuildFolderAsync(
            new PackageSet(platform, "user", s_user), _folder.At(platform.Name), CancellationToken.None);
        var system = new UserSystem(platform, root.Path, mirrors.Address);
        // The root's packages are unpacked; dpkg has to know of them.
        File.WriteAllText(system.At("var/lib/dpkg/available"), "");
        File.WriteAllText(system.At("var/lib/dpkg/status"), string.Concat(root.Packages.Select(p => $"""
            Package: {p.Name}
            Status: install ok installed
            Architecture: {platform.Architecture.DebianName}
            Multi-Arch: same
            Version: {p.Version}
            Maintainer: nobody
            Description: part of the root


            """)));
        foreach (var folder in (string[])
            ["etc/apt/keyrings", "etc/apt/sources.list.d", "var/lib/dpkg/triggers", "var/log/apt"])
            Directory.CreateDirectory(system.At(folder));
        return system;
    }

    /// <summary>A user's system, as a folder.</summary>
    private sealed record UserSystem(Platform Platform, string Root, Uri Address)
    {
        public string At(string path) => Path.Combine(Root, path);

        public Task WriteSourceAsync(string mirror, string options) => File.WriteAllTextAsync(
            At("etc/apt/sources.list.d/argosy.list"),
            $"deb {options} {Address}{mirror} {Platform.Distribution.Codename} main\n");

        public Task<CommandResult> UpdateAsync() => AptAsync("update", "--error-on=any");

        // There is no user _apt: base-passwd's scripts haven't run.
        public Task<CommandResult> AptAsync(params string[] arguments) =>
            RunAsync("/usr/bin/apt-get", ["-q", "-o", "APT::Sandbox::User=root", .. arguments]);

        public Task<CommandResult> RunAsync(string program, params string[] arguments) => ServedMirrors.RunAsync(
            Platform, Root, new() { ["DEBIAN_FRONTEND"] = "noninteractive" }, program, arguments);
    }
}
