using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Audit;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Audit;

/// <summary>Wheels with real ELF files of any architecture, linked against stub libraries of chosen versions: they need
/// only the compilers.</summary>
internal sealed class WheelMaker : IDisposable
{
    private readonly TestFolder _folder = new();

    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();

    /// <summary>An extension module.</summary>
    /// <param name="architecture">Argosy's name.</param>
    /// <param name="needs">Libraries it needs, each with a version that it needs of it, or "".</param>
    /// <param name="source">Further code.</param>
    /// <param name="flags">Further flags of the linker.</param>
    public async Task<byte[]> LinkAsync(string architecture, IReadOnlyList<(string Library, string Version)> needs,
        string source = "", params string[] flags)
    {
        var work = Directory.CreateDirectory(_folder.At($"link-{Guid.NewGuid():N}")).FullName;
        var calls = new StringBuilder();
        var body = new StringBuilder();
        foreach (var (library, version) in needs)
        {
            var symbol = $"f_{calls.Length}";
            await WriteAsync(work, "stub.c", $"int {symbol}(void) {{ return 1; }}\n");
            await WriteAsync(work, "stub.map", version.Length == 0
                ? "{ global: *; };\n"
                : $"{version} {{ global: {symbol}; }};\n");
            await GccAsync(architecture, work,
                $"-Wl,-soname,{library}", "-Wl,--version-script=stub.map", "stub.c", "-o",
                $"{symbol}.so");
            calls.Append(CultureInfo.InvariantCulture, $"int {symbol}(void);\n");
            body.Append(CultureInfo.InvariantCulture, $" + {symbol}()");
            flags = [.. flags, $"{symbol}.so"];
        }

        await WriteAsync(work, "m.c", $"{calls}{source}\nint PyInit_m(void) {{ return 0{body}; }}\n");
        await GccAsync(architecture, work, ["m.c", .. flags, "-o", "m.so"]);
        return await File.ReadAllBytesAsync(Path.Combine(work, "m.so"));
    }

    /// <summary>A whole wheel, with a right RECORD.</summary>
    /// <param name="file">Its file name.</param>
    /// <param name="files">Its files, besides those of <c>.dist-info</c>, which <c>WHEEL</c> and <c>METADATA</c>
    /// replace.</param>
    public string Write(string file, params IEnumerable<(string Name, byte[] Content)> files)
    {
        var name = WheelName.TryParse(file)!;
        var info = $"{name.Project}-{name.Version}.dist-info";
        var given = files.ToDictionary(
            f => f.Name is "WHEEL" or "METADATA" ? $"{info}/{f.Name}" : f.Name, f => f.Content);
        var pure = name.PlatformTag == "any" ? "true" : "false";
        given.TryAdd($"{info}/METADATA", Encoding.UTF8.GetBytes(
            $"Metadata-Version: 2.1\nName: {name.Project}\nVersion: {name.Version}\nRequires-Dist: b (>=1)\n\nText\n"));
        given.TryAdd($"{info}/WHEEL", Encoding.UTF8.GetBytes("Wheel-Version: 1.0\nGenerator: test\n"
            + $"Root-Is-Purelib: {pure}\nTag: {name.PythonTag}-{name.AbiTag}-{name.PlatformTag}\n"));
        var record = string.Concat(given.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f =>
            $"{(f.Key.Contains(',', StringComparison.Ordinal) ? $"\"{f.Key}\"" : f.Key)},"
            + $"{WheelRecordFile.HashOf(SHA256.HashData(f.Value))},{f.Value.Length}\n"));
        given.Add($"{info}/RECORD", Encoding.UTF8.GetBytes($"{record}{info}/RECORD,,\n"));
        return Zip(file, given.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value)));
    }

    /// <summary>An archive of these entries, whatever they are.</summary>
    public string Zip(string file, IEnumerable<(string Name, byte[] Content)> entries)
    {
        var path = _folder.At($"{Guid.NewGuid():N}/{file}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, content) in entries)
        {
            var made = zip.CreateEntry(entry);
            made.LastWriteTime = new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero);
            using var stream = made.Open();
            stream.Write(content);
        }

        return path;
    }

    private static Task WriteAsync(string folder, string file, string text) =>
        File.WriteAllTextAsync(Path.Combine(folder, file), text);

    private static Task GccAsync(string architecture, string folder, params string[] arguments) =>
        new CommandRunner(_ => { }).RunAsync(new Command($"{Architecture.TryFind(architecture)!.GnuTriplet}-gcc",
            ["-nostdlib", "-ffreestanding", "-shared", "-fPIC", "-Wl,-z,noexecstack", .. arguments])
        { Folder = folder }, default);
}
