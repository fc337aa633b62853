using System.IO.Compression;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class OwnPackagesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Files_are_recognized_by_their_digests()
    {
        var nuget = Zip("a.nupkg",
            ("Demo.nuspec", """
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Demo</id>
                <version>1.2.0</version><license type="expression">MIT</license></metadata></package>
                """), ("lib/net10.0/Demo.dll", "assembly"), ("README.md", "text"));
        var wheel = Zip("demo-2.0-py3-none-any.whl",
            ("demo-2.0.dist-info/METADATA", "Metadata-Version: 2.4\nName: Demo_Py\nVersion: 2.0\n\nText: no\n"),
            ("demo/__init__.py", "python"));
        var known = OwnPackages.Read([wheel, nuget]);
        var assembly = known.Find(Digest.Of("assembly")).ShouldNotBeNull();
        (assembly.Purl, assembly.License).ShouldBe(("pkg:nuget/Demo@1.2.0", "MIT"));
        assembly.Digest.ShouldBe(Digest.OfFile(nuget));
        known.Find(Digest.Of("python"))!.Purl.ShouldBe("pkg:pypi/demo-py@2.0");
        known.Find(Digest.Of("text")).ShouldBeNull();
    }

    [Fact]
    public void A_broken_package_is_an_error() =>
        Should.Throw<ArgosyException>(() => OwnPackages.Read([_folder.Write("b.nupkg", "no archive")]))
            .Diagnostics[0].Id.ShouldBe("ARG0477");

    public void Dispose() => _folder.Dispose();

    private string Zip(string name, params (string Path, string Text)[] entries)
    {
        using var archive = ZipFile.Open(_folder[name], ZipArchiveMode.Create);
        foreach (var (path, text) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(path).Open());
            writer.Write(text);
        }

        return _folder[name];
    }
}
