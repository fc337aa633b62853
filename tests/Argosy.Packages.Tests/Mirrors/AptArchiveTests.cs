using System.Formats.Tar;
using Argosy.Artifacts;
using Argosy.Packages.Mirrors.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Mirrors;

public sealed class AptArchiveTests : IDisposable
{
    private const string Bad = "bad_1.0_amd64.deb";
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_release_has_these_bytes_and_every_index_lies_under_its_digest()
    {
        (await WriteAsync("one", FakeDeb.Make(_folder, "in", "libdemo0"))).ShouldBeEmpty();
        var packages = _folder.At("one/dists/bookworm/main/binary-amd64/Packages");
        var deb = _folder.At("in/libdemo0_1.0_amd64.deb");
        File.ReadAllText(packages).ShouldBe($"""
            Package: libdemo0
            Version: 1.0
            Architecture: amd64
            Maintainer: A <a@example.org>
            Description: d
            Filename: pool/main/libd/libdemo0/libdemo0_1.0_amd64.deb
            Size: {new FileInfo(deb).Length}
            SHA256: {Digest.OfFile(deb).Hex}

            """);
        var (plain, gzip, xz) = (Line(""), Line(".gz"), Line(".xz"));
        File.ReadAllText(_folder.At("one/dists/bookworm/Release")).ShouldBe($"""
            Origin: demo
            Label: demo
            Suite: bookworm
            Codename: bookworm
            Date: Tue, 14 Nov 2023 22:13:20 GMT
            Acquire-By-Hash: yes
            No-Support-for-Architecture-all: Packages
            Architectures: amd64
            Components: main
            SHA256:
             {plain} main/binary-amd64/Packages
             {gzip} main/binary-amd64/Packages.gz
             {xz} main/binary-amd64/Packages.xz

            """);
        foreach (var line in (string[])[plain, gzip, xz])
            Digest.OfFile(_folder.At($"one/dists/bookworm/main/binary-amd64/by-hash/SHA256/{line[..64]}")).Hex
                .ShouldBe(line[..64]);

        string Line(string suffix) =>
            $"{Digest.OfFile(packages + suffix).Hex} {new FileInfo(packages + suffix).Length}";
    }

    [Fact]
    public async Task Each_release_has_its_own_debs_and_those_for_all_architectures()
    {
        var all = FakeDeb.Make(_folder, "in", "demo-data", architecture: "all");
        var archive = new AptArchive(Roots.Runner, new("demo", Architectures("x64", "arm64"), s_date));
        await archive.WriteAsync(_folder.At("mirror"),
        [
            new(Distribution.All[0], [FakeDeb.Make(_folder, "in", "demo", "1~debian12"), all]),
            new(Distribution.All[1], [FakeDeb.Make(_folder, "in", "demo", "1~debian13", "arm64"), all]),
        ], default);
        Versions("bookworm", "amd64").ShouldBe(["1~debian12", "1.0"]);
        Versions("bookworm", "arm64").ShouldBe(["1.0"]);
        Versions("trixie", "arm64").ShouldBe(["1~debian13", "1.0"]);
        _folder.Files("mirror/pool").Count.ShouldBe(3);

        IEnumerable<string> Versions(string release, string architecture) => File
            .ReadAllLines(_folder.At($"mirror/dists/{release}/main/binary-{architecture}/Packages"))
            .Where(l => l.StartsWith("Version: ", StringComparison.Ordinal)).Select(l => l[9..])
            .OrderByDescending(v => v, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_release_is_valid_as_long_as_declared()
    {
        var settings = new ArchiveSettings("demo", Architectures("x64"), s_date) { ValidFor = TimeSpan.FromDays(30) };
        await new AptArchive(Roots.Runner, settings).WriteAsync(
            _folder.At("mirror"), [new(Distribution.All[0], [FakeDeb.Make(_folder, "in", "demo")])], default);
        File.ReadAllText(_folder.At("mirror/dists/bookworm/Release"))
            .ShouldContain("\nValid-Until: Thu, 14 Dec 2023 22:13:20 GMT\n");
    }

    [Fact]
    public async Task The_order_of_the_debs_doesnt_matter()
    {
        string[] debs = [.. ((string[])["b", "a", "c"]).Select(n => FakeDeb.Make(_folder, "in", $"lib{n}"))];
        await WriteAsync("one", debs);
        await WriteAsync("two", [.. debs.Reverse()]);
        _folder.Files("one").Select(f => $"{f} {Digest.OfFile(_folder.At($"one/{f}"))}")
            .ShouldBe(_folder.Files("two").Select(f => $"{f} {Digest.OfFile(_folder.At($"two/{f}"))}"));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    public async Task A_truncated_deb(int missing)
    {
        var deb = FakeDeb.Make(_folder, "in", "bad", data: FakeDeb.Entry("./usr/x", new('x', 5000)));
        using (var file = File.OpenWrite(deb)) file.SetLength(file.Length - missing);
        await RefusedAsync("ARG0533", "cut off", deb);
    }

    [Fact]
    public Task A_file_that_is_no_deb() =>
        RefusedAsync("ARG0533", "isn't a Debian package", _folder.Write($"in/{Bad}", "no deb"));

    [Theory]
    [InlineData("./../up", "would leave the system's root")]
    [InlineData("/etc/passwd", "would leave the system's root")]
    [InlineData("./usr/a", "is there twice")]
    [InlineData("./usr/link/x", "is below a link")]
    public Task An_entry_that_dpkg_may_not_unpack(string name, string says) => RefusedAsync(
        "ARG0533", says, FakeDeb.Make(_folder, "in", "bad", data:
        [FakeDeb.Entry("./usr/a", "x"), FakeDeb.Link("./usr/link", "/etc"), FakeDeb.Entry(name, "x")]));

    [Fact]
    public Task A_hard_link_out() => RefusedAsync("ARG0533", "hard link", FakeDeb.Make(
        _folder, "in", "bad", data: FakeDeb.Link("./usr/a", "../etc/shadow", TarEntryType.HardLink)));

    [Fact]
    public Task A_bomb() => RefusedAsync("ARG0533", "expand to more than",
        FakeDeb.Make(_folder, "in", "bad", data: FakeDeb.Zeros("./usr/a", 150 << 20)));

    [Theory]
    [InlineData("Package: other\nVersion: 1.0\nArchitecture: amd64\n", "it is other_1.0_amd64.deb")]
    [InlineData("Package: bad\nVersion: 2:1.1\nArchitecture: amd64\n", "it is bad_1.1_amd64.deb")]
    [InlineData("Package: bad\nVersion: 1.0\nArchitecture: s390x\n", "it is for 's390x'")]
    [InlineData("Package: bad\nVersion: 1.0\nArchitecture: amd64\nFilename: pool/x.deb\n", "has the field Filename")]
    public Task Control_fields_that_contradict_the_name(string control, string says) => RefusedAsync(
        "ARG0584", says, FakeDeb.Write(_folder.At($"in/{Bad}"), $"{control}Maintainer: A <a@b>\nDescription: d\n"));

    [Fact]
    public async Task Two_debs_of_one_name()
    {
        var refused = await WriteAsync("mirror", FakeDeb.Make(_folder, "x", "bad"),
            FakeDeb.Make(_folder, "y", "bad", fields: "Section: libs\n"), FakeDeb.Make(_folder, "in", "good"));
        refused.Single().Id.ShouldBe("ARG0534");
        Pool().ShouldBe(["g/good/good_1.0_amd64.deb"]);
    }

    [Fact]
    public async Task Where_all_are_bad_the_old_archive_stays()
    {
        await WriteAsync("mirror", FakeDeb.Make(_folder, "in", "good"));
        var error = await Should.ThrowAsync<ArgosyException>(
            async () => await WriteAsync("mirror", _folder.Write($"in/{Bad}", "no deb")));
        error.Message.ShouldStartWith($"ARG0533 {Bad}:");
        Pool().ShouldBe(["g/good/good_1.0_amd64.deb"]);
    }

    private async Task RefusedAsync(string id, string says, string deb)
    {
        var refused = await WriteAsync("mirror", deb, FakeDeb.Make(_folder, "in", "good"));
        refused.Single().Id.ShouldBe(id);
        refused[0].Place.What.ShouldBe(Bad);
        refused[0].Cause.ShouldContain(says);
        Pool().ShouldBe(["g/good/good_1.0_amd64.deb"]);
    }

    private IEnumerable<string> Pool() => _folder.Files("mirror/pool/main");

    private static IReadOnlyList<Architecture> Architectures(params string[] names) =>
        [.. names.Select(n => Architecture.TryFind(n)!)];

    private Task<IReadOnlyList<Diagnostic>> WriteAsync(string at, params string[] debs) =>
        new AptArchive(Roots.Runner, new("demo", Architectures("x64"), s_date))
            .WriteAsync(_folder.At(at), [new(Distribution.All[0], debs)], default);
}
