using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Tests.Debian;

public sealed class RootAssemblyTests : IDisposable
{
    private readonly SmallArchive _archive = new();

    // The layout of Debian's packages: a file in /lib, and its development link in /usr/lib, absolute.
    private async Task<PackageSet> PublishAsync()
    {
        await _archive.AddAsync("liba", "1", tree =>
        {
            Directory.CreateDirectory(Path.Combine(tree, "lib/aarch64-linux-gnu"));
            File.WriteAllText(Path.Combine(tree, "lib/aarch64-linux-gnu/liba.so.1"), "a");
            Directory.CreateDirectory(Path.Combine(tree, "bin"));
            var tool = Path.Combine(tree, "bin/tool");
            File.WriteAllText(tool, "t");
            File.SetUnixFileMode(tool, (UnixFileMode)0b100_111_101_101);
            File.CreateSymbolicLink(Path.Combine(tree, "lib/liba-compat.so"), "../usr/lib/aarch64-linux-gnu/liba.so");
        });
        await _archive.AddAsync("liba-dev", "1", tree =>
        {
            Directory.CreateDirectory(Path.Combine(tree, "usr/lib/aarch64-linux-gnu"));
            File.CreateSymbolicLink(
                Path.Combine(tree, "usr/lib/aarch64-linux-gnu/liba.so"), "/lib/aarch64-linux-gnu/liba.so.1");
            Directory.CreateDirectory(Path.Combine(tree, "usr/include"));
            File.WriteAllText(Path.Combine(tree, "usr/include/a.h"), "h");
        }, depends: "liba");
        await _archive.PublishAsync();
        return SmallArchive.Set("liba-dev");
    }

    [Fact]
    public async Task A_folder_root_has_the_merged_usr_and_no_link_that_leads_out_of_it()
    {
        var set = await PublishAsync();
        using var builder = _archive.Builder();
        await builder.BuildFolderAsync(set, _archive["root"], default);
        new DirectoryInfo(_archive["root/lib"]).LinkTarget.ShouldBe("usr/lib");
        new FileInfo(_archive["root/usr/lib/aarch64-linux-gnu/liba.so"]).LinkTarget.ShouldBe("liba.so.1");
        File.ReadAllText(_archive["root/usr/lib/aarch64-linux-gnu/liba.so"]).ShouldBe("a");
        // It moved from /lib to /usr/lib, where ../usr would be /usr/usr.
        File.ReadAllText(_archive["root/lib/liba-compat.so"]).ShouldBe("a");
    }

    [Fact]
    public async Task A_folder_root_drops_set_user_id_bits_and_an_image_keeps_them()
    {
        var set = await PublishAsync();
        using var builder = _archive.Builder();
        await builder.BuildFolderAsync(set, _archive["root"], default);
        File.GetUnixFileMode(_archive["root/bin/tool"]).ShouldBe((UnixFileMode)0b111_101_101);
        (await builder.PackageAsync(set, default)).Entries.Single(e => e.Path == "usr/bin/tool")
            .Mode.ShouldBe((UnixFileMode)0b100_111_101_101);
    }

    [Fact]
    public async Task An_images_root_lists_every_path_once_with_its_owner_and_absolute_links_as_shipped()
    {
        var set = await PublishAsync();
        using var builder = _archive.Builder();
        var root = await builder.PackageAsync(set, default);
        // The rest is dpkg's record of the packages, which no package ships.
        root.Entries.Where(e => !e.Path.StartsWith("var", StringComparison.Ordinal))
            .Select(e => $"{e.Path} {e.Package}".TrimEnd()).ShouldBe(
        [
            "bin", "dev", "lib", "proc", "run", "sbin", "sys", "tmp", "usr", "usr/bin", "usr/bin/tool 0",
            "usr/include 1", "usr/include/a.h 1", "usr/lib", "usr/lib/aarch64-linux-gnu 0",
            "usr/lib/aarch64-linux-gnu/liba.so 1", "usr/lib/aarch64-linux-gnu/liba.so.1 0", "usr/lib/liba-compat.so 0",
            "usr/sbin",
        ]);
        root.Entries.Where(e => e.Path.StartsWith("var", StringComparison.Ordinal))
            .ShouldAllBe(e => e.Package == null);
        root.Entries.ShouldAllBe(e => e.Owner == 0 && e.Group == 0);
        root.Entries.Single(e => e.Path == "usr/lib/aarch64-linux-gnu/liba.so")
            .Link.ShouldBe("/lib/aarch64-linux-gnu/liba.so.1");
    }

    [Fact]
    public async Task A_library_that_only_an_alternative_links_to_is_found_though_no_script_ran()
    {
        await _archive.AddAsync("libb", "1", tree =>
        {
            Directory.CreateDirectory(Path.Combine(tree, "usr/lib/b"));
            File.WriteAllText(Path.Combine(tree, "usr/lib/b/libb.so.1.2"), "b");
            var script = Path.Combine(tree, "DEBIAN/postinst");
            File.WriteAllText(script, """
                #!/bin/sh
                update-alternatives --quiet --install /lib/aarch64-linux-gnu/libb.so.1 libb.so.1 \
                    /usr/lib/b/libb.so.1.2 40
                update-alternatives --install /usr/bin/gone gone /usr/bin/not-shipped 50
                update-alternatives --install $link name $path 50

                """);
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        });
        await _archive.PublishAsync();
        using var builder = _archive.Builder();
        await builder.BuildFolderAsync(SmallArchive.Set("libb"), _archive["root"], default);
        File.ReadAllText(_archive["root/usr/lib/aarch64-linux-gnu/libb.so.1"]).ShouldBe("b");
        new FileInfo(_archive["root/etc/alternatives/libb.so.1"]).LinkTarget.ShouldBe("../../usr/lib/b/libb.so.1.2");
        File.Exists(_archive["root/usr/bin/gone"]).ShouldBeFalse();
    }

    [Fact]
    public void Certificates_are_in_the_one_file_that_programs_read_though_no_script_ran()
    {
        var entries = OddPackage.Pack(
            new OddPackage().Folder("./etc/").Folder("./etc/ssl/").Folder("./etc/ssl/certs/")
                .File("./usr/share/ca-certificates/mozilla/b.crt", "B")
                .File("./usr/share/ca-certificates/mozilla/README", "no"),
            new OddPackage().File("./usr/share/ca-certificates/a/a.crt", "A\n"));
        var bundle = entries.Single(e => e.Name == "etc/ssl/certs/ca-certificates.crt");
        new StreamReader(bundle.DataStream!).ReadToEnd().ShouldBe("A\nB\n");
        bundle.Mode.ShouldBe((UnixFileMode)0b110_100_100);
        new StreamReader(entries.Single(e => e.Name.EndsWith("/b.crt", StringComparison.Ordinal)).DataStream!)
            .ReadToEnd().ShouldBe("B");
    }

    [Fact]
    public async Task A_package_that_replaces_another_has_the_path_that_both_ship()
    {
        await AddWithFileAsync("a-first", "a", "");
        await AddWithFileAsync("b-second", "b", "Replaces: other, a-first (<< 3)\n");
        await AddWithFileAsync("c-third", "c", "");
        await _archive.PublishAsync();
        using var builder = _archive.Builder();
        var set = SmallArchive.Set("a-first", "b-second", "c-third");
        await builder.BuildFolderAsync(set, _archive["root"], default);
        File.ReadAllText(_archive["root/usr/share/both"]).ShouldBe("b");
        (await builder.PackageAsync(set, default)).Entries.Single(e => e.Path == "usr/share/both").Package.ShouldBe(1);
    }

    private Task<string> AddWithFileAsync(string name, string text, string control) =>
        _archive.AddAsync(name, "1", tree =>
        {
            Directory.CreateDirectory(Path.Combine(tree, "usr/share"));
            File.WriteAllText(Path.Combine(tree, "usr/share/both"), text);
        }, control: control);

    public void Dispose() => _archive.Dispose();
}
