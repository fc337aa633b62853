using System.Formats.Tar;
using Argosy.Processes;

namespace Argosy.Toolchains.Tests.Debian;

/// <summary>The packages of an image's root, read by dpkg itself.</summary>
public sealed class PackageDatabaseTests : IDisposable
{
    private readonly SmallArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public async Task Dpkg_lists_the_packages_of_an_images_root_and_finds_their_files_whole()
    {
        await BuildAsync();
        (await DpkgQueryAsync("-W", "-f=${Package} ${Version} ${db:Status-Abbrev}\n"))
            .ShouldBe("liba 1 ii \ntool 2 ii \n");
        (await DpkgQueryAsync("-L", "tool")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["/.", "/etc", "/etc/tool.conf", "/usr", "/usr/bin", "/usr/bin/tool"], ignoreOrder: true);
        (await DpkgQueryAsync("-S", "/usr/bin/tool")).ShouldEndWith(": /usr/bin/tool\n");
        (await VerifyAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Dpkg_sees_a_file_that_was_changed_in_an_image()
    {
        await BuildAsync();
        File.WriteAllText(_archive["root/usr/bin/tool"], "other");
        File.WriteAllText(_archive["root/etc/tool.conf"], "other");
        var changed = await VerifyAsync();
        changed.ShouldContain("  /usr/bin/tool");
        changed.ShouldContain("c /etc/tool.conf");
    }

    [Fact]
    public async Task A_folder_for_compilers_has_the_record_too()
    {
        await PublishAsync();
        using var builder = _archive.Builder();
        await builder.BuildFolderAsync(SmallArchive.Set("tool"), _archive["root"], default);
        File.ReadAllText(_archive["root/var/lib/dpkg/status"]).ShouldContain("Package: tool\n");
        Directory.GetFiles(_archive["root/var/lib/dpkg/info"], "tool*.list").ShouldHaveSingleItem();
    }

    private async Task BuildAsync()
    {
        await PublishAsync();
        using var builder = _archive.Builder();
        await PackagedTar.WriteAsync(
            await builder.PackageAsync(SmallArchive.Set("tool"), default), _archive["root.tar"]);
        Directory.CreateDirectory(_archive["root"]);
        await TarFile.ExtractToDirectoryAsync(_archive["root.tar"], _archive["root"], overwriteFiles: false);
    }

    private async Task PublishAsync()
    {
        await _archive.AddAsync("liba", "1", tree =>
        {
            Directory.CreateDirectory(Path.Combine(tree, "usr/lib"));
            File.WriteAllText(Path.Combine(tree, "usr/lib/liba.so.1"), "a");
        }, control: "Multi-Arch: same\n");
        await _archive.AddAsync("tool", "2", tree =>
        {
            Directory.CreateDirectory(Path.Combine(tree, "usr/bin"));
            Directory.CreateDirectory(Path.Combine(tree, "etc"));
            Directory.CreateDirectory(Path.Combine(tree, "DEBIAN"));
            File.WriteAllText(Path.Combine(tree, "usr/bin/tool"), "tool");
            File.WriteAllText(Path.Combine(tree, "etc/tool.conf"), "conf");
            File.WriteAllText(Path.Combine(tree, "DEBIAN/conffiles"), "/etc/tool.conf\n");
            File.WriteAllText(Path.Combine(tree, "DEBIAN/md5sums"), "39ab32c5aeb56c9f5ae17f073ce31023  usr/bin/tool\n");
        }, depends: "liba");
        await _archive.PublishAsync();
    }

    private async Task<string> DpkgQueryAsync(params string[] arguments) => (await CommandRunner.Silent.RunAsync(
        new("dpkg-query", [$"--admindir={_archive["root/var/lib/dpkg"]}", .. arguments]), default)).Output;

    private async Task<string> VerifyAsync() => (await CommandRunner.Silent.TryRunAsync(
        new("dpkg", $"--admindir={_archive["root/var/lib/dpkg"]}", $"--instdir={_archive["root"]}", "--verify"),
        default)).Output;
}
