using System.Text;
using Argosy.Images.Layers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Layers;

public sealed class StartCheckTests
{
    private static readonly LayerTree s_packages = Trees.Of(
    [
        FolderEntry.Plain("usr"), FolderEntry.Plain("usr/bin"), new LinkEntry("bin", 0, 0, "usr/bin"),
        FolderEntry.Plain("etc"),
        Program("usr/bin/dash", SmallElf.For("arm64")), new LinkEntry("usr/bin/sh", 0, 0, "dash"),
        Program("usr/bin/script", "#!/bin/sh\nexec true\n"), Program("usr/bin/snake", "#! /usr/bin/python3 -I\n"),
        Program("usr/bin/env", SmallElf.For("arm64", "/lib/ld-linux-aarch64.so.1")),
        Program("lib/ld-linux-aarch64.so.1", SmallElf.For("arm64")),
        Program("usr/bin/by-env", "#!/usr/bin/env -S A=b dash -e\n"),
        Program("usr/bin/by-env-lost", "#!/usr/bin/env python3\n"),
        Program("usr/bin/text", "echo hello\n"), Program("usr/bin/empty", ""),
        Program("usr/bin/hash", "#!\n"), Program("usr/bin/self", "#!/usr/bin/self\n"),
        Program("usr/bin/alien", SmallElf.For("x64")), Program("usr/bin/by-alien", "#!/usr/bin/alien\n"),
        Program("usr/bin/cut", SmallElf.For("arm64")[..20]),
        Program("usr/bin/unloaded", SmallElf.For("arm64", "/lib/ld-musl-aarch64.so.1")),
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
    [InlineData("entrypoint: [env]")]
    [InlineData("entrypoint: [by-env]")]
    public void What_can_start_is_left_alone(string settings) => Should.NotThrow(() => Check(settings));

    [Theory]
    [InlineData("user: postgers",
        "ARG0432 image.yaml:2: the user 'postgers' isn't in the image's /etc/passwd. Did you mean 'postgres'?")]
    [InlineData("user: 5:wheel", "ARG0432 image.yaml:2: the group 'wheel' isn't in the image's /etc/group.")]
    [InlineData("entrypoint: [/bin/dahs]",
        "ARG0433 image.yaml:2: the image has no program '/bin/dahs'. Did you mean '/bin/dash'?")]
    [InlineData("entrypoint: [/usr/bin/java]", "ARG0433 image.yaml:2: the image has no program '/usr/bin/java'.")]
    [InlineData("entrypoint: [java]", "ARG0433 image.yaml:2: the image has no program 'java'.")]
    [InlineData("cmd: [/usr/bin]", "ARG0433 image.yaml:2: the image has no program '/usr/bin'.")]
    [InlineData("entrypoint: [/bin/loop]", "ARG0433 image.yaml:2: the image has no program '/bin/loop'.")]
    [InlineData("entrypoint: [/bin/notes]", "ARG0433 image.yaml:2: '/bin/notes' is no program: nobody may execute it.")]
    [InlineData("entrypoint: [/bin/snake]",
        "ARG0433 image.yaml:2: '/bin/snake' is a script for '/usr/bin/python3', which the image hasn't got.")]
    [InlineData("entrypoint: [by-env-lost]",
        "ARG0433 image.yaml:2: 'by-env-lost' is a script for 'python3', which the image hasn't got.")]
    [InlineData("entrypoint: [/bin/text]",
        "ARG0433 image.yaml:2: '/bin/text' is neither an ELF file nor a script that names its interpreter.")]
    [InlineData("entrypoint: [/bin/empty]", "ARG0433 image.yaml:2: '/bin/empty' is neither an ELF file nor a script")]
    [InlineData("entrypoint: [/bin/hash]",
        "ARG0433 image.yaml:2: '/bin/hash' is a script without an interpreter after '#!'.")]
    [InlineData("entrypoint: [/bin/self]",
        "ARG0433 image.yaml:2: '/usr/bin/self' is a script for a script, and so on, more than 4 times.")]
    [InlineData("entrypoint: [/bin/alien]",
        "ARG0433 image.yaml:2: '/bin/alien' is a program for x64, in an image for arm64.")]
    [InlineData("entrypoint: [/bin/by-alien]",
        "ARG0433 image.yaml:2: '/usr/bin/alien' is a program for x64, in an image for arm64.")]
    [InlineData("entrypoint: [/bin/cut]", "ARG0433 image.yaml:2: '/bin/cut' is damaged: not a whole ELF file")]
    [InlineData("entrypoint: [/bin/unloaded]",
        "ARG0433 image.yaml:2: '/bin/unloaded' needs the loader '/lib/ld-musl-aarch64.so.1', which the image hasn't got.")]
    [InlineData("env: {PATH: /opt}\nentrypoint: [dash]", "ARG0433 image.yaml:3: the image has no program 'dash'.")]
    public void What_cannot_start_is_an_error_at_its_line(string settings, string message) =>
        Should.Throw<ArgosyException>(() => Check(settings)).Message.ShouldStartWith(message);

    [Fact]
    public void An_image_without_passwd_has_no_users_by_name() => Should
        .Throw<ArgosyException>(() => new StartCheck(Images.On("arm64").Architecture, new(), new())
            .Require(Images.Define("packages: [libc6]\nuser: nobody").Settings))
        .Message.ShouldStartWith("ARG0432 image.yaml:2: the image has no /etc/passwd, so it has no user 'nobody'.");

    private static void Check(string settings) => new StartCheck(Images.On("arm64").Architecture, s_packages, Trees.Of(
    [
        File("etc/passwd", "root:x:0:0::/:/bin/sh\npostgres:x:5:5::/:\nargosy:x:7:7::/:\n"),
        File("etc/group", "argosy:x:7:\n"), Program("opt/tool", SmallElf.For("arm64")),
    ])).Require(Images.Define($"packages: [libc6]\n{settings}").Settings);

    private static FileEntry Program(string path, string text) => Program(path, Encoding.UTF8.GetBytes(text));

    private static FileEntry Program(string path, byte[] bytes) =>
        new(path, (UnixFileMode)0b111_101_101, 0, 0, new MemoryContent(bytes));

    private static FileEntry File(string path, string text) =>
        new(path, (UnixFileMode)0b110_100_100, 0, 0, new MemoryContent(Encoding.UTF8.GetBytes(text)));
}
