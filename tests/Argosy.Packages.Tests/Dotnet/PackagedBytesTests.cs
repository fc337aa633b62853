using System.IO.Compression;
using Argosy.Packages.Dotnet;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Dotnet;

public sealed class PackagedBytesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-packed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("new", "code", null)]
    [InlineData("old", "code", null)]
    [InlineData("other", "code", "a.dll")]
    [InlineData("new", "other", "runtimes/linux-arm64/native/a.so")]
    public void A_package_is_what_ran_when_assembly_and_library_are_the_same_bytes(
        string assembly, string library, string? different)
    {
        var package = Path.Combine(_folder, "a.nupkg");
        using (var zip = ZipFile.Open(package, ZipArchiveMode.Create))
        {
            Put(zip, "lib/net10.0/a.dll", "new");
            Put(zip, "lib/netstandard2.0/a.dll", "old");
            Put(zip, "runtimes/linux-arm64/native/a.so", "code");
            Put(zip, "runtimes/linux-x64/native/a.so", "x64's");
        }

        File.WriteAllText(Path.Combine(_folder, "a.dll"), assembly);
        File.WriteAllText(Path.Combine(_folder, "a.so"), library);

        PackagedBytes.FirstDifference(
                package, _folder, Architecture.Parse("arm64", SourceLocation.CommandLine), [_folder])
            .ShouldBe(different);
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
