using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Packages.Mirrors.Python;

namespace Argosy.Bench.Packages;

/// <summary>The mirror of many wheels is written: each is read, checked and copied, and gets its lines in the
/// pages.</summary>
internal static class IndexScenario
{
    private const int Rounds = 3;
    private const int Versions = 10;

    public static async Task RunAsync(string work, int count, Report report)
    {
        var wheels = Enumerable.Range(0, count).Select(i => Write(Path.Combine(work, "wheels"), i)).ToList();
        var seconds = await Report.MedianAsync(Rounds, _ => Task.Run(
            () => WheelIndex.Write(Path.Combine(work, "index"), wheels, DateTimeOffset.UnixEpoch)));
        report.Add($"index of {count} wheels", seconds, 5, "≤ 5 s");
    }

    // Ten versions of a project, each with a module, an extension's worth of bytes and a METADATA with a description.
    private static string Write(string folder, int number)
    {
        var (project, version) = ($"project_{number / Versions}", $"1.{number % Versions}");
        var name = $"{project}-{version}";
        var path = Path.Combine(folder, $"{name}-py3-none-any.whl");
        Directory.CreateDirectory(folder);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var random = new Random(number);
        var content = new byte[4096];
        random.NextBytes(content);
        Add(zip, $"{project}/__init__.py", Encoding.ASCII.GetBytes($"data = '{Convert.ToHexString(content)}'\n"));
        Add(zip, $"{name}.dist-info/METADATA", Encoding.UTF8.GetBytes(
            $"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\nRequires-Python: >=3.8\n"
            + $"Requires-Dist: project_{random.Next(100)}\n\n"
            + $"{string.Concat(Enumerable.Repeat("A long text. ", 200))}\n"));
        Add(zip, $"{name}.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n"u8);
        Add(zip, $"{name}.dist-info/RECORD", Encoding.ASCII.GetBytes(
            $"{project}/__init__.py,sha256={Convert.ToHexString(SHA256.HashData(content))},1\n"));
        return path;
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
