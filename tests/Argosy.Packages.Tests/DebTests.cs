using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Packages.Mirrors.Debian;
using Argosy.Packages.Tests.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

/// <summary>Debs and their archive, made from small cross-compiled libraries and read by dpkg and apt.</summary>
public sealed class DebTests(Roots roots) : IDisposable
{
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_repositorys_own_list_is_read() =>
        DebDefinition.Load(Repository.At(DebDefinition.FileName)).Select(d => d.Name).ShouldContain("libargosy-rdma0");

    [Fact]
    public void A_project_may_have_no_debs()
    {
        DebDefinition.LoadAll(_folder.Path).ShouldBeEmpty();
        _folder.Write("debs/debs.yaml", "maintainer: m\npackages: []\n");
        DebDefinition.LoadAll(_folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("maintainer: m\npackages:\n  - {name: A, description: d, libraries: [a.so.0]}\nlibraries: {}\n",
        "ARG0530", "'A' can't be")]
    [InlineData("maintainer: m\npackages:\n  - {name: aa, description: d, libraries: [x/a.so.0]}\nlibraries: {}\n",
        "ARG0530", "can't be a soname")]
    [InlineData("maintainer: m\npackages:\n  - {name: aa, description: d, libs: [a.so.0]}\nlibraries: {}\n",
        "ARG0114", "unknown key 'libs'")]
    public void A_wrong_description_is_refused(string text, string id, string says)
    {
        var error = Should.Throw<ArgosyException>(() => DebDefinition.Read(YamlFile.Parse(text, "debs.yaml")));
        error.Diagnostics[0].Id.ShouldBe(id);
        error.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("{name: aa, libraries: []}", "ARG0530", "'aa' has no libraries")]
    [InlineData("{description: d}", "ARG0530", "neither a native item nor itself")]
    [InlineData("{native: a, headers: own}", "ARG0530", "'own' says nothing of headers")]
    [InlineData("{native: a, smoke: a.py}", "ARG0530", "can't be a C or C++ file")]
    [InlineData("{native: a, dev: Liba}", "ARG0530", "'Liba' can't be")]
    [InlineData("{native: a, devel: a}", "ARG0114", "unknown key 'devel'")]
    public void A_wrong_package_is_refused_with_its_line(string package, string id, string says)
    {
        var error = Should.Throw<ArgosyException>(
            () => DebDefinition.Read(YamlFile.Parse($"maintainer: m\npackages:\n  - {package}\n", "debs.yaml")));
        error.Diagnostics[0].Id.ShouldBe(id);
        error.Message.ShouldContain(says);
        error.Diagnostics[0].Place.ToString().ShouldBe("debs.yaml:3");
    }

    [Fact]
    public void A_native_item_alone_is_a_whole_declaration()
    {
        var deb = DebDefinition.Read(YamlFile.Parse("maintainer: m\npackages: [{native: a}]\n", "debs.yaml")).Single();
        (deb.Name, deb.Native, deb.License, deb.HasDebug).ShouldBe(("a", "a", "LICENSE", true));
        deb.Development.ShouldBe(new DebPart());
    }

    [Fact]
    public async Task The_archive_is_the_same_in_any_order_and_every_index_has_its_digest()
    {
        DebFile[] debs = [.. await BuildAsync("arm64", "a"), .. await BuildAsync("s390x", "b")];
        await WriteArchiveAsync("one", debs);
        await WriteArchiveAsync("two", [.. debs.Reverse()]);
        Contents("one").ShouldBe(Contents("two"));
        var release = File.ReadAllText(_folder.At("one/dists/bookworm/Release"));
        release.ShouldContain("Date: Tue, 14 Nov 2023 22:13:20 GMT\n");
        foreach (var index in (string[])["main/binary-s390x/Packages", "main/binary-arm64/Packages.gz"])
            release.ShouldContain($"{Digest.OfFile(_folder.At($"one/dists/bookworm/{index}")).Hex} ");
    }

    [Fact]
    public async Task Apt_and_dpkg_refuse_to_install_where_a_dependency_is_missing()
    {
        var built = await BuildAsync("arm64", "a");
        await WriteArchiveAsync("mirror", built);
        var outcome = await ProveAsync("arm64", built, ["libc6"]);
        outcome.Verdict.ShouldBe(Verdict.Failed);
        outcome.Reason!.ShouldContain("libfabric1");
    }

    [Fact]
    public async Task A_release_that_its_key_didnt_sign_is_no_proof()
    {
        await using var key = await GpgKey.MakeAsync("key");
        var built = await BuildAsync("arm64", "a");
        await WriteArchiveAsync("mirror", built, key);
        (await ProveAsync("arm64", built, ["libc6"])).Reason!.ShouldContain("libfabric1");

        await using var other = await GpgKey.MakeAsync("other");
        await other.SignAsync(_folder.At("mirror/dists/bookworm"));
        var outcome = await ProveAsync("arm64", built, ["libc6", "libfabric1"]);
        outcome.Verdict.ShouldBe(Verdict.Failed);
        outcome.Reason!.ShouldContain("NO_PUBKEY");
    }

    // The main job proves the packages on the model's architectures, and the end-to-end tests on one more.
    [Theory]
    [InlineData("int main(void) { return demo(0) != 1; }", Verdict.Passed)]
    [InlineData("int main(void) { return demo(0); }", Verdict.Failed)]
    [InlineData("int main(void) { return other(0); }", Verdict.Failed)]
    [Trait("Category", "Slow")]
    public async Task Debs_install_from_the_archive_and_a_program_is_compiled_with_them_and_runs(
        string main, Verdict verdict)
    {
        const string Target = "arm64";
        var root = await roots.SysrootAsync(Target);
        // A real C library in place of the stand-in.
        var item = await new DemoItem(_folder, Target, "a").WriteAsync();
        await Roots.Runner.RunAsync(new Command("aarch64-linux-gnu-gcc", $"--sysroot={root}", "-shared", "-fPIC", "-g",
            "-Wl,-soname,libdemo.so.0", "-o", $"{item.Installed}/lib/libdemo.so.0.1",
            _folder.Write("a/real.c", "int demo(void *time) { return !time; }\n")), default);
        var built = await item.BuildAsync(DemoItem.Demo with { Programs = new(IsLeftOut: true) });
        await WriteArchiveAsync("mirror", built);
        var smoke = _folder.Write("smoke.c", $"#include <demo.h>\n{main}\n");
        var outcome = await ProveAsync(Target, built, ["libc6", "libfabric1"], root, smoke);
        outcome.Verdict.ShouldBe(verdict, outcome.Reason);
        Directory.GetFileSystemEntries(Path.Combine(root, "tmp")).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<DebFile>> BuildAsync(string architecture, string at) =>
        await (await new DemoItem(_folder, architecture, at).WriteAsync()).BuildAsync();

    private async Task WriteArchiveAsync(string folder, IReadOnlyList<DebFile> debs, GpgKey? key = null) =>
        (await new AptArchive(Roots.Runner, new("argosy", Architecture.All, s_date)
        {
            Key = key is null ? null : new(key.File),
        }).WriteAsync(_folder.At(folder),
            [new(Roots.PlatformOf("x64").Distribution, [.. debs.Select(d => d.Path)])], default)).ShouldBeEmpty();

    private Task<RunOutcome> ProveAsync(
        string architecture, IReadOnlyList<DebFile> built, IEnumerable<string> held, string? root = null,
        string? smoke = null)
    {
        var packages = held.Select(p => new LockedPackage(p, "2.36-9", Digest.Of(p))).ToList();
        var platform = new BuiltRoot(root ?? _folder.At("root"), packages, true, []);
        return new DebProof(Roots.Runner, Roots.PlatformOf(architecture), platform)
            .RunAsync(platform, _folder.At("mirror"), built, smoke, default);
    }

    private List<string> Contents(string folder) =>
    [
        .. Directory.GetFiles(_folder.At(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(_folder.At(folder), f)} {Digest.OfFile(f)}"),
    ];
}
