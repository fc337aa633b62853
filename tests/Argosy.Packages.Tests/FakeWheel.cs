using System.IO.Compression;
using System.Text;
using Argosy.Packages.Wheels;

namespace Argosy.Packages.Tests;

/// <summary>A wheel with the test's metadata and files.</summary>
internal static class FakeWheel
{
    /// <summary>Makes a wheel whose metadata fits its file name.</summary>
    public static string Make(
        TestFolder folder, string file, string requiresPython = "", params (string, byte[])[] files)
    {
        var name = WheelName.TryParse(Path.GetFileName(file))!;
        return Write(folder, file, $"{name.Project}-{name.Version}.dist-info",
            Metadata(name.Project, name.Version, requiresPython), files);
    }

    /// <summary>Makes one whose metadata may contradict it.</summary>
    public static string Write(
        TestFolder folder, string file, string distInfo, string metadata, params (string, byte[])[] files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.At(file))!);
        using var zip = ZipFile.Open(folder.At(file), ZipArchiveMode.Create);
        Add(zip, $"{distInfo}/METADATA", Encoding.UTF8.GetBytes(metadata));
        Add(zip, $"{distInfo}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"u8.ToArray());
        Add(zip, $"{distInfo}/RECORD", []);
        foreach (var (name, content) in files) Add(zip, name, content);
        return folder.At(file);
    }

    public static string Metadata(string name, string version, string requiresPython = "")
    {
        var python = requiresPython.Length == 0 ? "" : $"Requires-Python: {requiresPython}\n";
        return $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{python}\nRequires-Python: in prose\n";
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var made = zip.CreateEntry(name);
        made.LastWriteTime = new(2024, 1, 2, 3, 4, 6, TimeSpan.Zero);
        using var entry = made.Open();
        entry.Write(content);
    }
}
