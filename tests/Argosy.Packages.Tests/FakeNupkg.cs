using System.IO.Compression;
using System.Text;

namespace Argosy.Packages.Tests;

/// <summary>A NuGet package for any target framework.</summary>
internal static class FakeNupkg
{
    public static string Make(
        TestFolder folder, string id, string version, string dependencies = "", string? file = null,
        params (string Name, byte[] Content)[] files)
    {
        var path = folder.At(file ?? $"{id}.{version}.nupkg");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, $"{Path.GetFileName(id)}.nuspec", Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
              <metadata>
                <id>{id}</id><version>{version}</version><authors>A &amp; B</authors>
                <description>Says "hello" &lt;here&gt;</description><tags>one two</tags>
                <dependencies>{dependencies}</dependencies>
              </metadata>
            </package>
            """));
        Add(zip, "lib/netstandard2.0/_._", []);
        foreach (var (name, content) in files) Add(zip, name, content);
        return path;
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
