using System.IO.Compression;

namespace Argosy.Packages.Tests;

/// <summary>A wheel with the test's metadata and files.</summary>
internal static class FakeWheel
{
    public static string Make(
        TestFolder folder, string file, string requiresPython = "", params (string, byte[])[] files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.At(file))!);
        using var zip = ZipFile.Open(folder.At(file), ZipArchiveMode.Create);
        var python = requiresPython.Length == 0 ? "" : $"Requires-Python: {requiresPython}\n";
        Add(zip, "a-1.dist-info/METADATA", System.Text.Encoding.UTF8.GetBytes(
            $"Metadata-Version: 2.1\nName: a\nVersion: 1\n{python}\nRequires-Python: in prose\n"));
        Add(zip, "a-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"u8.ToArray());
        Add(zip, "a-1.dist-info/RECORD", []);
        foreach (var (name, content) in files) Add(zip, name, content);
        return folder.At(file);
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
