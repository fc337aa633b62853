using System.IO.Compression;
using System.Text;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.MainJob;

[Trait("Category", "EndToEnd")]
public class HostPathTests
{
    private static readonly byte[] s_gzip = [0x1f, 0x8b];

    [Fact]
    public void No_artifact_knows_the_folder_it_was_built_in()
    {
        // The home folder itself may be root's, which every image has, and whose files maintainer scripts name.
        var folders = new[]
        {
            Repository.Root, Path.GetTempPath().TrimEnd('/') + "/argosy", $"{Home}/.nuget", $"{Home}/.cache",
            $"{Home}/.dotnet", $"{Home}/.local",
        }.Select(Encoding.UTF8.GetBytes).ToList();
        foreach (var (name, bytes) in Shipped().SelectMany(f => Unpacked(f, File.ReadAllBytes(f))))
        {
            foreach (var folder in folders)
                bytes.AsSpan().IndexOf(folder).ShouldBe(-1, $"{name} names {Encoding.UTF8.GetString(folder)}");
        }
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static IEnumerable<string> Shipped() =>
        Report.Of(Repository.Root).Artifacts.Select(a => Repository.At(a.Path)).Where(File.Exists)
            .Concat(Directory.EnumerateFiles(Repository.At("artifacts/images"), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(
                Repository.At("artifacts/managed"), "Argosy.*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.At("artifacts/mirror"), "*", SearchOption.AllDirectories))
            .Distinct(StringComparer.Ordinal);

    // The file and its content: zip archives (packages, wheels), gzip (layers), and ar (debs) with its members.
    private static IEnumerable<(string Name, byte[] Bytes)> Unpacked(string file, byte[] bytes)
    {
        yield return (file, bytes);
        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            using var archive = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in archive.Entries) yield return ($"{file}!{entry.FullName}", Read(entry.Open()));
        }
        else if (bytes.AsSpan().StartsWith(s_gzip))
        {
            yield return ($"{file}!", Read(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)));
        }
        else if (bytes.AsSpan().StartsWith("!<arch>\n"u8))
        {
            using var content = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("dpkg-deb", ["--fsys-tarfile", file])
                {
                    RedirectStandardOutput = true
                })!;
            yield return ($"{file}!data", Read(content.StandardOutput.BaseStream));
        }
    }

    private static byte[] Read(Stream stream)
    {
        using var copy = new MemoryStream();
        using (stream) stream.CopyTo(copy);
        return copy.ToArray();
    }
}
