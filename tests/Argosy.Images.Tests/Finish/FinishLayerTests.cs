using Argosy.Images.Finish;
using Argosy.Images.Layers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Finish;

public sealed class FinishLayerTests
{
    private const string Generated = """
        #!/bin/sh
        set -e
        # Automatically added by dh_installsystemd/13.11.4
        if [ "$1" = "configure" ]; then
        	deb-systemd-helper enable 'x.service'
        fi
        # End automatically added section
        exit 0

        """;

    [Fact]
    public async Task An_image_of_packages_without_state_is_not_changed() =>
        (await FinishTrees.FinishAsync("", FinishTrees.Root([.. FinishTrees.Package("plain", Generated)])))
            .ShouldSatisfyAllConditions(f => f.Tree.Entries.ShouldBeEmpty(), f => f.Note("i").ShouldBeNull());

    [Fact]
    public async Task A_script_that_nothing_replaces_is_named()
    {
        var finished = (await FinishTrees.FinishAsync("", FinishTrees.Root(
        [
            .. FinishTrees.Package("plain", Generated), .. FinishTrees.Package("own:amd64", Generated + "mkdir /x\n"),
        ])));
        finished.Note("img").ShouldBe("img: no declaration replaces own (postinst). "
            + "Declare what the image needs of them, or set 'finish: emulated' to run them.");
    }

    [Theory]
    [InlineData("case \"$1\" in\n  configure)\n    ldconfig\n    ;;\n  *)\n    exit 1\n    ;;\nesac", true)]
    [InlineData("if [ \"$1\" = configure ]; then\n  invoke-rc.d x start || exit $?\nfi", true)]
    [InlineData("update-alternatives --install /usr/bin/a a /usr/bin/b 5 \\\n  --slave /c c /d", true)]
    [InlineData("if which py3compile >/dev/null 2>&1; then\n\tpy3compile -p x /usr/share/x\nfi", true)]
    [InlineData("ldconfig; rm -rf /", false)]
    [InlineData("update-alternatives --install /usr/bin/$i $i /usr/bin/b 5", false)]
    [InlineData("chown redis /var/lib/redis", false)]
    [InlineData("echo \"$x\" > /etc/x", false)]
    public async Task Only_lines_that_do_nothing_for_an_image_are_passed_over(string script, bool isHarmless) =>
        (await FinishTrees.FinishAsync("", FinishTrees.Root([.. FinishTrees.Package("p", script)])))
            .Unreplaced.Count.ShouldBe(isHarmless ? 0 : 1);

    [Fact]
    public async Task The_table_gives_users_and_owners()
    {
        var tree = (await FinishTrees.FinishAsync("", FinishTrees.Root(
        [
            .. FinishTrees.Package("base-passwd"), .. FinishTrees.Package("redis-tools", "adduser redis"),
            .. FinishTrees.Package("redis-server", "x"),
            ("usr/share/base-passwd/passwd.master", "root:*:0:0:root:/root:/bin/bash\n"),
            ("usr/share/base-passwd/group.master", "root:*:0:\nadm:*:4:\n"), ("etc/redis/redis.conf", "c"),
        ]))).Tree;
        FinishTrees.TextOf(tree, "etc/passwd").ShouldEndWith("redis:*:100:100::/var/lib/redis:/usr/sbin/nologin\n");
        tree.Find("var/lib/redis").ShouldBe(new FolderEntry("var/lib/redis", (UnixFileMode)0b111_101_000, 100, 100));
        tree.Find("var/log/redis").ShouldBe(
            new FolderEntry("var/log/redis", UnixFileMode.SetGroup | (UnixFileMode)0b111_101_000, 100, 4));
        tree.Find("etc/redis/redis.conf").ShouldBeOfType<FileEntry>()
            .ShouldSatisfyAllConditions(f => f.Owner.ShouldBe(100), f => ((int)f.Mode).ShouldBe(0b110_100_000));
        tree.Find("etc/shadow").ShouldBeNull();
    }

    [Fact]
    public async Task An_image_may_give_a_packages_user_its_number()
    {
        var tree = (await FinishTrees.FinishAsync("users: [{name: redis, id: 999}, {name: app}]",
            FinishTrees.Root([.. FinishTrees.Package("redis-tools", "x")]))).Tree;
        FinishTrees.TextOf(tree, "etc/passwd").ShouldContain("redis:*:999:999:");
        FinishTrees.TextOf(tree, "etc/passwd").ShouldContain("app:*:1000:1000:");
        tree.Find("var/lib/redis")!.Owner.ShouldBe(999);
    }

    [Theory]
    [InlineData("users: [{name: root, id: 5}]", "ARG0452 image.yaml:2: 'root' has the number 0 on every Debian system")]
    [InlineData("users: [{name: a, groups: [b]}]", "ARG0452 image.yaml:2: there is no group 'b'.")]
    [InlineData("users: [{name: a, group: b}]", "ARG0452 image.yaml:2: there is no group 'b'.")]
    [InlineData("capabilities: {/bin/none: cap_chown+p}", "ARG0453 image.yaml:2: the image has no file '/bin/none'.")]
    [InlineData("alternatives: {ax: /bin/a}",
        "ARG0454 image.yaml:2: no package of the image registers alternatives of 'ax'.")]
    [InlineData("ca-certificates: true", "ARG0455 image.yaml:1: the image has no certificates.")]
    [InlineData("locale: de_DE.UTF-8", "ARG0456 image.yaml:2: the image has no locale 'de_DE.UTF-8'.")]
    public async Task An_error_that_only_the_packages_show_has_its_line(string yaml, string message) =>
        (await Should.ThrowAsync<ArgosyException>(
            () => FinishTrees.FinishAsync(yaml, FinishTrees.Root(("bin/a", "x"))))).Message
            .ShouldStartWith(message);

    [Fact]
    public async Task A_locale_is_taken_from_the_packages()
    {
        var tree = (await FinishTrees.FinishAsync("locale: de_DE.UTF-8",
            FinishTrees.Root(("usr/lib/locale/de_DE.utf8/LC_CTYPE", "x")))).Tree;
        FinishTrees.TextOf(tree, "etc/default/locale").ShouldBe("LANG=de_DE.UTF-8\n");
    }

    [Fact]
    public async Task What_an_image_excludes_is_not_finished()
    {
        var root = FinishTrees.Root([.. FinishTrees.Package("redis-tools", "x")]);
        (await FinishTrees.FinishAsync("exclude: [/var/log/**, /etc/passwd]", root)).Tree.Entries.Select(e => e.Path)
            .ShouldNotContain(p => p.StartsWith("var/log/", StringComparison.Ordinal) || p == "etc/passwd");
    }

    [Fact]
    public async Task Capabilities_of_the_table_and_of_the_image_are_on_their_programs()
    {
        var tree = (await FinishTrees.FinishAsync("capabilities: {/bin/a: cap_chown=ep}", FinishTrees.Root(
        [
            ("usr/bin/ping", "x"), ("usr/bin/a", "x"), ("bin", "→usr/bin"),
            .. FinishTrees.Package("iputils-ping", "x"),
        ]))).Tree;
        tree.Find("usr/bin/ping").ShouldBeOfType<FileEntry>().Capabilities!.Text.ShouldBe("cap_net_raw+p");
        Convert.ToHexString(tree.Find("usr/bin/a").ShouldBeOfType<FileEntry>().Capabilities!.Bytes())
            .ShouldBe("0100000201000000000000000000000000000000");
    }

    [Fact]
    public async Task A_home_that_is_missing_is_made()
    {
        var tree = (await FinishTrees.FinishAsync("users: [{name: app, home: /srv/app}, {name: b}]", new())).Tree;
        tree.Find("srv/app").ShouldBe(new FolderEntry("srv/app", (UnixFileMode)0b111_101_101, 1000, 1000));
    }

    [Fact]
    public async Task Users_and_folders_that_packages_declare_for_systemd_are_in_the_image()
    {
        var tree = (await FinishTrees.FinishAsync("", FinishTrees.Root(
            ("usr/lib/sysusers.d/x.conf", """
                # c
                u tomcat - "Apache Tomcat" /var/lib/tomcat /bin/sh
                g adm 4
                m tomcat adm
                u! num 55:44
                """),
            ("usr/lib/tmpfiles.d/x.conf", """
                d /var/log/tomcat 2770 tomcat adm -
                D /var/run/tomcat 0755 tomcat tomcat
                f /var/lib/f 0600 - - - some text
                L /etc/l - - - - ../x
                d! /var/boot
                d /tmp/x
                d /var/%m
                r /etc/x
                d /var/who 0755 nobody-knows - -
                """))))
            .Tree;
        FinishTrees.TextOf(tree, "etc/passwd").ShouldEndWith(
            "tomcat:*:999:999:Apache Tomcat:/var/lib/tomcat:/bin/sh\nnum:*:55:44::/:/usr/sbin/nologin\n");
        FinishTrees.TextOf(tree, "etc/group").ShouldContain("adm:x:4:tomcat\n");
        tree.Entries.Where(e => e is not FolderEntry { Owner: 0 } && !e.Path.StartsWith("etc/passwd"))
            .Select(e => (e.Path, (int)e.Mode, e.Owner, e.Group)).ShouldBe(
            [
                ("etc/group", 0b110_100_100, 0, 0), ("etc/l", 0b111_111_111, 0, 0),
                ("run/tomcat", 0b111_101_101, 999, 999), ("var/lib/f", 0b110_000_000, 0, 0),
                ("var/log/tomcat", 0b10_111_111_000, 999, 4),
            ]);
        FinishTrees.TextOf(tree, "var/lib/f").ShouldBe("some text\n");
        tree.Find("etc/l").ShouldBeOfType<LinkEntry>().Target.ShouldBe("../x");
    }

    [Fact]
    public void Every_line_of_the_table_is_read() =>
        ScriptTable.Own.Find("postgresql-client-15").ShouldNotBe(ScriptTable.Own.Find("postgresql-15"));

    [Fact]
    public void An_unknown_part_of_a_table_is_an_error() => Should.Throw<ArgosyException>(() => ScriptTable.Parse(
            "harmless-lines: [x]\naccounts: {passwd: a, group: b}\npackages: {p: {parts: [ldcache]}}", "t.yaml"))
        .Message.ShouldStartWith("ARG0459 t.yaml:1: unknown part 'ldcache' of 'p'. Did you mean 'ld-cache'?");

    [Fact]
    public async Task An_empty_folder_of_a_package_becomes_the_link_that_its_script_makes_of_it()
    {
        var root = FinishTrees.Root([.. FinishTrees.Package("base-files", "x"), ("var/lock/held", "x")]);
        root.Set(FolderEntry.Plain("var/run"));
        root.Set(FolderEntry.Plain("run"));
        var tree = (await FinishTrees.FinishAsync("", root)).Tree;
        tree.Find("var/run").ShouldBeOfType<LinkEntry>().Target.ShouldBe("/run");
        tree.Find("var/lock").ShouldBeNull();
    }

    [Fact]
    public async Task Libraries_of_the_project_are_in_the_cache()
    {
        var here = Argosy.Processes.CommandRunner.Silent.Host.Architecture;
        var image = Images.Define("packages: [libc6]\nld-cache: true");
        var layer = new FinishLayer(image, here, "/", Images.Created);
        var finished = await layer.CollectAsync(new(), new(), default);
        var below = FinishTrees.TextOf(finished.Tree, LibrarySearch.CachePath);
        var library = new FileInfo($"/usr/lib/{here.GnuTriplet}/libm.so.6");
        var files = new LayerTree();
        foreach (var folder in (string[])["usr", "usr/lib"]) files.Set(FolderEntry.Plain(folder));
        files.Set(new FileEntry("usr/lib/libm-2.so", 0, 0, 0, new DiskContent(library.FullName, library.Length)));
        await layer.AddLibrariesAsync(new(), finished, files, default);
        below.ShouldNotContain("libm");
        FinishTrees.TextOf(files, LibrarySearch.CachePath).ShouldContain("/usr/lib/libm.so.6\0");
        files.Find("usr/lib/libm.so.6").ShouldBeOfType<LinkEntry>().Target.ShouldBe("libm-2.so");
    }

    [Fact]
    public async Task Files_of_the_project_have_owners_of_the_image()
    {
        var image = Images.Define("packages: [libc6]\nusers: [{name: app, id: 77}]\n"
            + "files: [{text: x, destination: /a, owner: app, group: 5, mode: 4750, capabilities: cap_chown=p}]");
        var finished = await new FinishLayer(image, Images.On("x64").Architecture, "/", Images.Created)
            .CollectAsync(new(), new(), default);
        var file = FileLayer.Collect(image.Files, "/", Images.On("x64").Architecture, finished.Tree, finished.Owners)
            .Find("a").ShouldBeOfType<FileEntry>();
        (file.Owner, file.Group, (int)file.Mode).ShouldBe((77, 5, 0b100_111_101_000));
        file.Capabilities.ShouldNotBeNull();
        Should.Throw<ArgosyException>(() => FileLayer.Collect(image.Files, "/", Images.On("x64").Architecture, new()))
            .Message.ShouldStartWith("ARG0457 image.yaml:3: the image has no user 'app'.");
    }
}
