using System.IO.Compression;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Ledger;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests.Ledger;

/// <summary>The ledger knows who needs a project, also from those that have no wheel: by their sdists.</summary>
public sealed class NeededProjectsTests : IDisposable
{
    private const string Model = "project: {name: p, version: '1.0', description: d}\narchitectures: [x64]\n"
        + "distributions: [debian-12]\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_the_projects_without_a_wheel_the_one_that_others_need_comes_first()
    {
        await DeclareAsync(
            ("aa", "Name: aa\nRequires-Dist: cc >= 1\n"), ("bb", "Name: bb\nRequires-Dist: CC\n\nRequires-Dist: aa\n"),
            ("cc", "Name: cc\n"));
        var settings = new BuildSettings(_folder.Path, Host.Detect(), Platforms.Model.Load(_folder.At("argosy.yaml")),
            () => new(0));
        using var roots = new PlatformRoots(settings, _ => { });
        var ledger = new LedgerBuild(
            settings, new WheelBuild(settings, roots, new Confinement()) { SdistCache = _folder.At("cache") });
        (await Should.ThrowAsync<ArgosyException>(ledger.WriteAsync(null, 100, new RecordedTask())))
            .Diagnostics.Select(d => d.Id).Distinct().ShouldBe(["ARG0570"]);
        LedgerFile.Read(Path.Combine(ledger.Folder, LedgerFile.FileName)).Ranked()
            .Select(l => (l.Name, l.NeededBy)).ShouldBe([("cc", 2), ("aa", 0), ("bb", 0)]);
    }

    [Theory]
    [InlineData("a-1/PKG-INFO", "Name: a\nRequires-Dist: b<2\nRequires-Dist: c; extra == 'x'\n\ntext",
        "b<2|c; extra == 'x'")]
    [InlineData("a-1/a.egg-info/requires.txt", "b<2\n\n[x]\nc\n\n[:python_version < \"3\"]\nd\n", "b<2|d")]
    [InlineData("a-1/src/a.egg-info/requires.txt", "b\n", "b")]
    [InlineData("a-1/vendored/deep/x.egg-info/requires.txt", "b\n", "")]
    [InlineData("a-1/vendored/PKG-INFO", "Requires-Dist: b\n", "")]
    public async Task An_sdist_says_what_its_project_needs(string file, string text, string needs)
    {
        var tar = _folder.At("a-1.tar.gz");
        await SmallSdist.WriteAsync(tar, "a", [("setup.py", ""), ("README", "Requires-Dist: none\n")]);
        (await new SdistSource(tar).FindRequirementsAsync(default)).ShouldBeEmpty();
        await SmallSdist.WriteAsync(tar, "a", [("setup.py", ""), (file["a-1/".Length..], text)]);
        string.Join('|', await new SdistSource(tar).FindRequirementsAsync(default)).ShouldBe(needs);

        var zip = _folder.At("a-1.zip");
        using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create))
        {
            await using var writer = new StreamWriter(await archive.CreateEntry(file).OpenAsync());
            await writer.WriteAsync(text);
        }

        string.Join('|', await new SdistSource(zip).FindRequirementsAsync(default)).ShouldBe(needs);
    }

    // A lock of sdists that the cache has, each with its PKG-INFO.
    private async Task DeclareAsync(params (string Name, string Info)[] projects)
    {
        _folder.Write("argosy.yaml", Model);
        _folder.Write("wheels/wheels.yaml",
            $"packages: [{string.Join(", ", projects.Select(p => $"{{name: {p.Name}, version: '1.0'}}"))}]\n");
        var locked = "";
        foreach (var (name, info) in projects)
        {
            var made = await SmallSdist.WriteAsync(_folder.At($"{name}-1.0.tar.gz"), name, ("PKG-INFO", info));
            var kept = _folder["cache", made.Digest.Hex, Path.GetFileName(made.Path)];
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Move(made.Path, kept);
            locked += $"{name}:\n  \"1.0\":\n    file: {Path.GetFileName(kept)}\n    sha256: {made.Digest.Hex}\n"
                + "    from: folder\n";
        }

        _folder.Write("locks/wheels.lock", locked);
    }
}
