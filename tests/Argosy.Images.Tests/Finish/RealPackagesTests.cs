using System.Security.Cryptography.X509Certificates;
using Argosy.Images.Finish;
using Argosy.Images.Layers;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Tests.Finish;

/// <summary>With Debian's own packages.</summary>
[Trait("Category", "Slow")]
public sealed class RealPackagesTests(RealPackagesTests.Roots roots) : IClassFixture<RealPackagesTests.Roots>
{
    private readonly ITestOutputHelper _output = TestContext.Current.TestOutputHelper!;

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData("default-jre-headless dash")]
    [InlineData("postgresql dash coreutils sed tzdata locales")]
    [InlineData("python3 ca-certificates tzdata mawk gawk openssl")]
    [InlineData("mariadb-server haproxy memcached rabbitmq-server")]
    [InlineData("tomcat10 openssh-server dbus cron chrony apt bash less nano procps adduser")]
    [InlineData("cmake cpp g++ gcc gdb-minimal golang-go openjdk-17-jdk-headless xz-utils")]
    public Task Every_script_of_large_packages_is_replaced(string packages) =>
        Every_script_of_well_known_packages_is_replaced(packages);

    [Theory]
    [InlineData("nginx-light ca-certificates netbase tzdata openssl")]
    [InlineData("iputils-ping passwd login bzip2 perl-base mawk gawk vim-tiny dash coreutils git sudo")]
    [InlineData("redis-server")]
    [InlineData("libfabric1 libgcc-s1 libstdc++6 netbase")]
    public async Task Every_script_of_well_known_packages_is_replaced(string packages)
    {
        var root = await roots.OpenAsync($"base-files base-passwd libc6 {packages}");
        var finished = await FinishAsync("", root);
        foreach (var script in finished.Unreplaced)
            _output.WriteLine($"{script}:\n{string.Join('\n', script.OwnLines(ScriptTable.Own))}");
        finished.Unreplaced.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_has_its_user_its_folders_and_its_certificates()
    {
        var root = await roots.OpenAsync(
            "base-files base-passwd libc6 libc-bin redis-server ca-certificates tzdata");
        var tree = (await FinishAsync("", root)).Tree;
        var passwd = FinishTrees.TextOf(tree, "etc/passwd");
        passwd.ShouldStartWith("root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:");
        passwd.ShouldContain("\nwww-data:x:33:33:");
        passwd.ShouldEndWith("\nredis:x:101:101::/var/lib/redis:/usr/sbin/nologin\n");
        // adduser needs passwd, which has passwords in a file of their own.
        FinishTrees.TextOf(tree, "etc/shadow").ShouldEndWith("\nredis:!:19675::::::\n");
        (tree.Find("etc/shadow")!.Group, (int)tree.Find("etc/shadow")!.Mode).ShouldBe((42, 0b110_100_000));
        tree.Find("var/lib/redis").ShouldBe(new FolderEntry("var/lib/redis", (UnixFileMode)0b111_101_000, 101, 101));
        tree.Find("etc/localtime").ShouldBeOfType<LinkEntry>().Target.ShouldBe("/usr/share/zoneinfo/Etc/UTC");
        FinishTrees.TextOf(tree, "etc/nsswitch.conf").ShouldContain("hosts:");
        tree.Find(LibrarySearch.CachePath).ShouldNotBeNull();
    }

    [Fact]
    public async Task Certificates_are_those_that_update_ca_certificates_writes()
    {
        using var folder = new TestFolder();
        var root = await roots.OpenAsync("base-files base-passwd libc6 ca-certificates");
        await MakeCertificateAsync(folder);
        var tree = (await FinishTrees.FinishAsync("ca-certificates: [own.pem]", root, folder.Path)).Tree;

        using var real = new TestFolder();
        var share = Directory.CreateDirectory(real["share"]).FullName;
        foreach (var file in root.Entries.OfType<FileEntry>()
            .Where(IsCertificate))
            File.WriteAllBytes(Path.Combine(share, Path.GetFileName(file.Path)),
                file.Content.Head((int)file.Content.Length));
        var names = Directory.EnumerateFiles(share, "*.crt", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(share, f)).Order(StringComparer.Ordinal);
        File.WriteAllLines(real["ca-certificates.conf"], names);
        Directory.CreateDirectory(real["local"]);
        File.Copy(folder["own.pem"], real["local/own.crt"]);
        Directory.CreateDirectory(real["certs"]);
        await CommandRunner.Silent.RunAsync(new("update-ca-certificates",
            "--certsconf", real["ca-certificates.conf"], "--certsdir", share, "--localcertsdir", real["local"],
            "--etccertsdir", real["certs"], "--hooksdir", real["local"]), default);

        Certificates(FinishTrees.TextOf(tree, "etc/ssl/certs/ca-certificates.crt"))
            .ShouldBe(Certificates(File.ReadAllText(real["certs/ca-certificates.crt"])));
        tree.Entries.Where(e => e.Path.StartsWith("etc/ssl/certs/") && e is LinkEntry)
            .Select(e => Path.GetFileName(e.Path))
            .ShouldBe(new DirectoryInfo(real["certs"]).EnumerateFiles().Where(f => f.LinkTarget is not null)
                .Select(f => f.Name), ignoreOrder: true);
    }

    [Fact]
    public async Task Java_reads_its_store_of_certificates()
    {
        using var folder = new TestFolder();
        var root = await roots.OpenAsync("base-files base-passwd libc6 default-jre-headless");
        var tree = (await FinishAsync("", root)).Tree;
        var store = tree.Find("etc/ssl/certs/java/cacerts").ShouldBeOfType<FileEntry>().Content;
        await File.WriteAllBytesAsync(folder["cacerts"], store.Head((int)store.Length));
        // keytool rejects a store whose digest is wrong.
        var list = await CommandRunner.Silent.RunAsync(
            new("keytool", "-list", "-keystore", folder["cacerts"], "-storepass", "changeit"), default);
        list.Output.ShouldContain("debian:isrg_root_x1.pem");
        list.Output.ShouldContain($"Your keystore contains {root.Entries.Count(IsCertificate)} entries");
        tree.Find("usr/bin/java").ShouldBeOfType<LinkEntry>().Target.ShouldBe("/etc/alternatives/java");
    }

    private static bool IsCertificate(LayerEntry entry) => entry is FileEntry
        && entry.Path.StartsWith("usr/share/ca-certificates/", StringComparison.Ordinal);

    private static Task<FinishedLayer> FinishAsync(string yaml, LayerTree root) => new FinishLayer(
            Images.Define($"packages: [libc6]\n{yaml}"), Images.On("x64").Architecture, "/nonexistent", Images.Created)
        .CollectAsync(root, root.Where(Images.Define("packages: [libc6]").Paths), default);

    private static async Task MakeCertificateAsync(TestFolder folder) => await CommandRunner.Silent.RunAsync(new(
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/O=Über  Own/CN=Own CA",
        "-utf8", "-keyout", folder["key.pem"], "-out", folder["own.pem"]), default);

    private static List<string> Certificates(string bundle)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(bundle);
        return [.. all.Select(c => c.Thumbprint).Order(StringComparer.Ordinal)];
    }

    /// <summary>One set of indexes for all tests.</summary>
    public sealed class Roots : IDisposable
    {
        private readonly TestFolder _folder = new();
        private readonly RootBuilder _builder;

        public Roots() => _builder = new(CommandRunner.Silent,
            new RootOptions(_folder["locks"]) { WithoutSecurity = [.. Architecture.All] });

        internal Task<LayerTree> OpenAsync(string packages) => FinishTrees.PackagedAsync(
            _builder, new(Images.On("x64"), "image-test", packages.Split(' ')));

        public void Dispose()
        {
            _builder.Dispose();
            _folder.Dispose();
        }
    }
}
