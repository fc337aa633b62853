using Argosy.Artifacts;
using Argosy.Platforms.Building;
using Argosy.Processes;
using Argosy.Release.Sboms;

namespace Argosy.Release.Tests.Sboms;

public sealed class PackageReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_Debian_package_has_its_needs_and_its_files()
    {
        _folder.Write("tree/DEBIAN/control", """
            Package: demo
            Version: 1.2.0-1
            Architecture: amd64
            Maintainer: A <a@example.com>
            Depends: libc6 (>= 2.36), libother
            Description: a demo

            """);
        _folder.Write("tree/usr/share/doc/demo/copyright", "text");
        var deb = _folder.At("artifacts/debs/debian-12-x64/demo_1.2.0-1_amd64.deb");
        Directory.CreateDirectory(Path.GetDirectoryName(deb)!);
        await CommandRunner.Silent.RunAsync(
            new("dpkg-deb", "--root-owner-group", "--build", _folder.At("tree"), deb), CancellationToken.None);

        var contents = (await new PackageReader(new ProjectPaths(_folder.Path), "1.2.0").ReadAsync(
            new(Path.GetFileName(deb), ReleaseFileKind.Deb, deb, null), deb, CancellationToken.None))!;

        (contents.Name, contents.Version).ShouldBe(("demo", "1.2.0-1"));
        contents.Purl.ShouldStartWith("pkg:deb/debian/demo@1.2.0-1");
        contents.Needs.Select(n => $"{n.Name} {n.Range}").ShouldBe(["libc6 >= 2.36", "libother "]);
        contents.Files.ShouldBe([("usr/share/doc/demo/copyright", Digest.Of("text"))]);
    }
}
