using System.Text;
using Argosy.Images.Layers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Layers;

public sealed class StartCheckTests
{
    private static readonly LayerTree s_packages = Trees.Of(
    [
        FolderEntry.Plain("usr"), FolderEntry.Plain("usr/bin"), new LinkEntry("bin", 0, 0, "usr/bin"), FolderEntry.Plain("etc"),
        Program("usr/bin/dash", "\u007fELF"), new LinkEntry("usr/bin/sh", 0, 0, "dash"),
        Program("usr/bin/script", "#!/bin/sh\nexec true\n"), Program("usr/bin/snake", "#! /usr/bin/python3 -I\n"),
        File("usr/bin/notes", "x"), new LinkEntry("usr/bin/loop", 0, 0, "loop"),
        File("etc/passwd", "root:x:0:0::/root:/bin/sh\npostgres:x:5:5::/:/bin/sh\n"),
    ]);

    [Theory]
    [InlineData("user: postgres\nentrypoint: [/bin/sh]")]
    [InlineData("user: 10001:12\nentrypoint: [/usr/bin/script]")]
    [InlineData("user: argosy:argosy\nentrypoint: [dash]")]
    [InlineData("cmd: [sh, -c, x]")]
    [InlineData("workdir: /usr\nentrypoint: [bin/dash]")]
    [InlineData("env: {PATH: /opt}\nentrypoint: [tool]")]
    [InlineData("labels: {a: b}")]
    public void What_can_start_is_left_alone(string settings) => Should.NotThrow(() => Check(settings));

    [Theory]
    [InlineData("user: postgers", "ARG0432 image.yaml:2: the user 'postgers' isn't in the image's /etc/passwd. Did you mean 'postgres'?")]
    [InlineData("user: 5:wheel", "ARG0432 image.yaml:2: the group 'wheel' isn't in the image's /etc/group.")]
    [InlineData("entrypoint: [/bin/dahs]", "ARG0433 image.yaml:2: the image has no program '/bin/dahs'. Did you mean '/bin/dash'?")]
    [InlineData("entrypoint: [/usr/bin/java]", "ARG0433 image.yaml:2: the image has no program '/usr/bin/java'.")]
    [InlineData("entrypoint: [java]", "ARG0433 image.yaml:2: the image has no program 'java'.")]
    [InlineData("cmd: [/usr/bin]", "ARG0433 image.yaml:2: the image has no program '/usr/bin'.")]
    [InlineData("entrypoint: [/bin/loop]", "ARG0433 image.yaml:2: the image has no program '/bin/loop'.")]
    [InlineData("entrypoint: [/bin/notes]", "ARG0433 image.yaml:2: '/bin/notes' is no program: nobody may execute it.")]
    [InlineData("entrypoint: [/bin/snake]", "ARG0433 image.yaml:2: '/bin/snake' is a script for '/usr/bin/python3', which the image hasn't got.")]
    [InlineData("env: {PATH: /opt}\nentrypoint: [dash]", "ARG0433 image.yaml:3: the image has no program 'dash'.")]
    public void What_cannot_start_is_an_error_at_its_line(string settings, string message) =>
        Should.Throw<ArgosyException>(() => Check(settings)).Message.ShouldStartWith(message);

    [Fact]
    public void An_image_without_passwd_has_no_users_by_name() => Should
        .Throw<ArgosyException>(() => new StartCheck(new(), new()).Require(Images.Define("packages: [libc6]\nuser: nobody").Settings))
        .Message.ShouldStartWith("ARG0432 image.yaml:2: the image has no /etc/passwd, so it has no user 'nobody'.");

    private static void Check(string settings) => new StartCheck(s_packages, Trees.Of(
    [
        File("etc/passwd", "root:x:0:0::/:/bin/sh\npostgres:x:5:5::/:\nargosy:x:7:7::/:\n"), File("etc/group", "argosy:x:7:\n"), Program("opt/tool", "x"),
    ])).Require(Images.Define($"packages: [libc6]\n{settings}").Settings);

    private static FileEntry Program(string path, string text) => File(path, text) with { Mode = (UnixFileMode)0b111_101_101 };

    private static FileEntry File(string path, string text) =>
        new(path, (UnixFileMode)0b110_100_100, 0, 0, new MemoryContent(Encoding.UTF8.GetBytes(text)));
}
