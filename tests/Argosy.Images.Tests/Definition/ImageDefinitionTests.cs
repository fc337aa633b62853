using System.Text.RegularExpressions;
using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Tests.Definition;

public sealed class ImageDefinitionTests
{
    [Fact]
    public void The_runtime_image_is_read()
    {
        var path = Repository.At("images/runtime/image.yaml");
        var image = ImageDefinition.Load(path, "images/runtime/image.yaml");
        image.Name.ShouldBe("runtime");
        image.Packages.ShouldBe(image.Packages.Order(StringComparer.Ordinal));
        image.Packages.ShouldContain("libfabric1");
        image.Settings.Env.ShouldContain(KeyValuePair.Create("LANG", "C.UTF-8"));
        image.SelfTest!.Command.ShouldBe(["/usr/bin/argosy-rdma-selftest"]);
    }

    [Fact]
    public void Only_packages_have_to_be_named()
    {
        var image = Read("packages: [libc6]");
        image.Files.ShouldBeEmpty();
        image.SelfTest.ShouldBeNull();
        image.Settings.User.ShouldBeNull();
    }

    [Theory]
    [InlineData("packages: [libc6]\nentrypont: [x]",
        "ARG0114 image.yaml:2: unknown key 'entrypont'. Did you mean 'entrypoint'?")]
    [InlineData("package: [libc6]",
        "ARG0116 image.yaml:1: key 'packages' is missing. Is 'package' meant to be 'packages'?")]
    [InlineData("packages:\n  - libc6=2.36", "ARG0401 image.yaml:2: 'libc6=2.36' can't be a Debian package's name.")]
    [InlineData("packages: [libc6]\nfiles:\n  - source: a\n    destination: b",
        "ARG0402 image.yaml:4: 'b' is no path in the image.")]
    [InlineData("packages: [libc6]\nfiles:\n  - source: ../a\n    destination: /b",
        "ARG0402 image.yaml:3: '../a' isn't a path inside the project.")]
    [InlineData("packages: [libc6]\nfiles:\n  - source: /a\n    destination: /b",
        "ARG0402 image.yaml:3: '/a' isn't a path inside the project.")]
    [InlineData("packages: [libc6]\nfiles:\n  - destination: /b", "ARG0403 image.yaml:3: a file needs exactly one of")]
    [InlineData("packages: [libc6]\nfiles:\n  - source: a\n    text: b\n    destination: /b", "ARG0403 image.yaml:3: ")]
    [InlineData("packages: [libc6]\nfiles:\n  - source: a\n    destination: /b\n    mode: 0789",
        "ARG0404 image.yaml:5: '0789' is no mode.")]
    [InlineData("packages: [libc6]\nfiles:\n  - source: a/{arhc}\n    destination: /b",
        "ARG0405 image.yaml:3: '{arhc}' is no placeholder here. Did you mean '{arch}'?")]
    [InlineData("packages: [libc6]\nfiles:\n  - source: a\n    destination: /b\n    architectures: [amd64]",
        "ARG0101 image.yaml:5: unknown architecture 'amd64'. Did you mean 'x64'?")]
    [InlineData("packages: [libc6]\nexclude: [usr/share/doc]",
        "ARG0406 image.yaml:2: 'usr/share/doc' is no pattern of paths.")]
    [InlineData("packages: [libc6]\nenv:\n  A-B: c",
        "ARG0407 image.yaml:3: 'A-B' can't be an environment variable's name.")]
    [InlineData("packages: [libc6]\nuser: a b", "ARG0408 image.yaml:2: 'a b' can't be a user.")]
    [InlineData("packages: [libc6]\nworkdir: srv", "ARG0408 image.yaml:2: 'srv' is no workdir.")]
    [InlineData("packages: [libc6]\nself-test:\n  command: []", "ARG0409 image.yaml:3: the command is empty.")]
    [InlineData("packages: [libc6]\nself-test:\n  command: [a]\n  timeout: 0",
        "ARG0409 image.yaml:4: timeout can't be 0.")]
    public void An_error_has_its_line_and_its_remedy(string yaml, string message) =>
        Should.Throw<ArgosyException>(() => Read(yaml)).Message.ShouldStartWith(message);

    [Fact]
    public void A_word_in_braces_stands_for_the_architecture()
    {
        var file = Read(
                "packages: [libc6]\nfiles:\n  - source: n/{arch}/{rid}/{debian}\n    destination: /usr/lib/{triplet}/")
            .Files.ShouldHaveSingleItem().ShouldBeOfType<CopiedFile>();
        var power = Architecture.TryFind("ppc64le")!;
        file.Source.For(power).ShouldBe("n/ppc64le/linux-ppc64le/ppc64el");
        file.Destination.For(power).ShouldBe("/usr/lib/powerpc64le-linux-gnu/");
    }

    [Theory]
    [InlineData("/usr/share/doc/**", "usr/share/doc/a/b", true)]
    [InlineData("/usr/share/doc/**", "usr/share/doc", false)]
    [InlineData("/usr/share/doc", "usr/share/doc", true)]
    [InlineData("/usr/share/doc", "usr/share/doc/a", false)]
    [InlineData("/usr/*/doc", "usr/share/doc", true)]
    [InlineData("/usr/*/doc", "usr/a/b/doc", false)]
    [InlineData("/**/*.a", "usr/lib/x/libc.a", true)]
    [InlineData("/a.b", "a+b", false)]
    [InlineData("/a?c", "abc", true)]
    [InlineData("/a?c", "a/c", false)]
    [InlineData("/a**b*/c", "a/x/b/yb/c", true)]
    [InlineData("/***", "a/b", true)]
    public void A_pattern_matches_whole_paths(string pattern, string path, bool matches) =>
        new PathPattern(pattern).IsMatch(path).ShouldBe(matches);

    [Fact]
    public void Every_short_pattern_matches_what_a_regular_expression_of_it_does()
    {
        var paths = Words("ab/", 4).ToList();
        foreach (var pattern in Words("a/*?", 5).Where(p => !p.StartsWith('/')))
        {
            var regex = new Regex(
                $@"\A{pattern.Replace("**", "#").Replace("*", "[^/]*").Replace("#", ".*").Replace("?", "[^/]")}\z");
            var found = new PathPattern(pattern);
            paths.Where(p => found.IsMatch(p)).ShouldBe(paths.Where(p => regex.IsMatch(p)), pattern);
        }
    }

    private static IEnumerable<string> Words(string letters, int longest) =>
        longest == 0
            ? [""]
            : Words(letters, longest - 1).SelectMany(
                w => w.Length == longest - 1 ? [w, .. letters.Select(l => w + l)] : (string[])[w]);

    [Fact]
    public void What_is_kept_wins_over_what_is_excluded()
    {
        var image = Read("packages: [libc6]\nexclude: [/usr/share/doc/**]\nkeep: [/usr/share/doc/*/copyright]");
        image.Paths.Has("usr/share/doc/libc6/changelog").ShouldBeFalse();
        image.Paths.Has("usr/share/doc/libc6/copyright").ShouldBeTrue();
    }

    [Theory]
    [InlineData("etc/resolv.conf")]
    [InlineData("etc/apt/sources.list")]
    [InlineData("dev/null")]
    [InlineData("var/cache/apt/pkgcache.bin")]
    public void What_the_building_machine_lends_is_never_part_of_an_image(string path) =>
        Read("packages: [libc6]").Paths.Has(path).ShouldBeFalse();

    private static ImageDefinition Read(string yaml) =>
        ImageDefinition.Read("test", YamlFile.Parse(yaml, "image.yaml"));
}
