using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Packages.Archives;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels;

/// <summary>Checks that a wheel is what its name says, and that its list of files is true. Memory is bounded, whatever
/// the file contains.</summary>
/// <remarks>Format: PyPA's "Binary distribution format".</remarks>
public sealed class WheelContents
{
    private const long MaxBytes = 4L << 30;
    private const int MaxText = 8 << 20;
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    private readonly WheelName _name;
    private readonly string _file;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private string _info = "";
    private long _read;

    private WheelContents(string path)
    {
        _file = Path.GetFileName(path);
        _name = WheelName.TryParse(_file) ?? throw Refused("its name isn't a wheel's");
    }

    /// <summary>Error ARG0563 for a wheel that contradicts itself: another project, version or tag than its name says;
    /// a RECORD that doesn't list exactly its files with their digests; names that lead elsewhere, are there twice, or
    /// differ in their writing alone. Error ARG0511 for a file that isn't a zip, or breaks a rule of such
    /// archives.</summary>
    public static void Verify(string path)
    {
        var contents = new WheelContents(path);
        try
        {
            using var file = RegularFile.OpenRead(path);
            using var zip = ZipRules.Open(file, StringComparer.Ordinal);
            contents.Check(zip);
        }
        catch (InvalidDataException e)
        {
            throw WheelFile.Unreadable(path, e.Message, e);
        }
    }

    private void Check(ZipArchive zip)
    {
        AddEntries(zip);
        _info = InfoFolder();
        CheckMetadata();
        CheckTags();
        CheckRecord();
        if (_name.IsPure && _entries.Keys.FirstOrDefault(IsShared) is { } shared)
            throw Refused($"it has the shared object {shared}, and its tag is for every platform");
    }

    private static bool IsShared(string name) => name.EndsWith(".so", StringComparison.Ordinal);

    private void AddEntries(ZipArchive zip)
    {
        var alike = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName;
            var parts = name.TrimEnd('/').Split('/');
            if (name.Length == 0 || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl)
                || parts.Any(p => p is "" or "." or ".."))
                throw Refused($"it has an entry with the name '{HarmlessText.Of(name)}', which isn't a path in it");
            if (((entry.ExternalAttributes >> 16) & TypeMask) == LinkType)
                throw Refused($"its entry '{name}' is a link");
            if (name.EndsWith('/')) continue;
            if (!_entries.TryAdd(name, entry)) throw Refused($"it has two entries '{name}'");
            var shape = Shape(name);
            if (!alike.TryAdd(shape, name) && IsComposed(name) != IsComposed(alike[shape]))
                throw Refused($"its entries '{alike[shape]}' and '{name}' differ in their encoding alone");
        }
    }

    // A letter with its accents, in one character or in several: Unicode's tables, which say which are equal, aren't on
    // every machine.
    private static string Shape(string name)
    {
        var shape = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (IsMark(name[i])) continue;
            var accented = name[i] > 127 || (i + 1 < name.Length && IsMark(name[i + 1]));
            shape.Append(accented ? '\u00ff' : name[i]);
        }

        return shape.ToString();
    }

    private static bool IsComposed(string name) => !name.Any(IsMark);

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private string InfoFolder()
    {
        var folders = _entries.Keys.Select(n => n.Split('/')[0])
            .Where(f => f.EndsWith(".dist-info", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)
            .ToList();
        if (folders.Count != 1) throw Refused($"it has {folders.Count} folders of metadata, where one belongs");
        var parts = folders[0][..^".dist-info".Length].Split('-');
        return parts.Length == 2 && WheelName.Normalize(parts[0]) == _name.Normalized
            && SameVersion(parts[1], _name.Version)
                ? folders[0]
                : throw Refused($"its metadata is in '{folders[0]}', which is of another project or version");
    }

    private void CheckMetadata()
    {
        var headers = new MailHeaders(Text("METADATA"));
        var project = Single(headers, "METADATA", "Name");
        if (WheelName.Normalize(project) != _name.Normalized)
            throw Refused($"its METADATA names the project '{HarmlessText.Of(project)}'");
        var version = Single(headers, "METADATA", "Version");
        if (!SameVersion(version, _name.Version))
            throw Refused($"its METADATA names the version '{HarmlessText.Of(version)}'");
    }

    private void CheckTags()
    {
        var said = new MailHeaders(Text("WHEEL")).All("Tag").SelectMany(Expanded).ToHashSet(StringComparer.Ordinal);
        if (said.SetEquals(Expanded($"{_name.PythonTag}-{_name.AbiTag}-{_name.PlatformTag}"))) return;
        var shown = string.Join(", ", said.Order(StringComparer.Ordinal).Take(5));
        throw Refused($"its file WHEEL has the tags {HarmlessText.Of(shown)}");
    }

    // PEP 425: a set of tags in one. A part has a few alternatives; no file has hundreds of tags.
    private static IEnumerable<string> Expanded(string tag) =>
        tag.Split('-') is [var pythons, var abis, var platforms]
            ? (from python in pythons.Split('.')
               from abi in abis.Split('.')
               from platform in platforms.Split('.')
               select $"{python}-{abi}-{platform}").Take(1000)
            : [tag];

    private void CheckRecord()
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Text("RECORD").Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0))
        {
            var (path, digest, size) = RecordLine.Parse(line) is { } parsed
                ? parsed : throw Refused($"a line of its RECORD can't be read: {HarmlessText.Of(line)}");
            if (!listed.Add(path)) throw Refused($"its RECORD lists '{HarmlessText.Of(path)}' twice");
            if (!_entries.TryGetValue(path, out var entry))
                throw Refused($"its RECORD lists '{HarmlessText.Of(path)}', which it doesn't have");
            if (!IsUnlisted(path)) CheckEntry(entry, digest, size);
        }

        if (_entries.Keys.FirstOrDefault(n => !listed.Contains(n) && !IsUnlisted(n)) is { } unlisted)
            throw Refused($"its RECORD doesn't list '{unlisted}'");
    }

    // A list can't have its own digest, and a signature of it can't either.
    private bool IsUnlisted(string name) =>
        name == $"{_info}/RECORD" || name == $"{_info}/RECORD.jws" || name == $"{_info}/RECORD.p7s";

    private void CheckEntry(ZipArchiveEntry entry, string digest, string size)
    {
        using var stream = entry.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            long length = 0;
            for (int n; (n = stream.Read(buffer)) > 0;)
            {
                length += n;
                _read += n;
                if (length > entry.Length || _read > MaxBytes)
                {
                    throw Refused(
                        $"its entry '{entry.FullName}' is longer than it says, or the whole is more than 4 GiB");
                }

                hash.AppendData(buffer, 0, n);
            }

            var found = $"sha256={Base64Url.EncodeToString(hash.GetHashAndReset())}";
            if (found != digest.TrimEnd('=') || (size.Length > 0 && size != $"{length}"))
                throw Refused($"its RECORD has another digest or size of '{entry.FullName}' than the file");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string Single(MailHeaders headers, string file, string name) =>
        headers.All(name).ToList() is [var value] ? value : throw Refused($"its {file} doesn't have one line '{name}'");

    private string Text(string file)
    {
        if (!_entries.TryGetValue($"{_info}/{file}", out var entry)) throw Refused($"it has no {file}");
        if (entry.Length > MaxText) throw Refused($"its {file} is larger than 8 MiB");
        using var stream = entry.Open();
        var bytes = new byte[entry.Length + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == entry.Length
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw Refused($"its {file} has another length than it says");
    }

    // In file names, '-' is written '_'; backends differ in whether they write '+' as it is.
    private static bool SameVersion(string a, string b) => Plain(a) == Plain(b);

    private static string Plain(string version) =>
        version.Replace('-', '_').Replace('+', '_').ToLowerInvariant();

    private ArgosyException Refused(string cause) => new(new Diagnostic("ARG0563", new(_file), cause,
        "Don't publish it: look in the build's log, and build another version of the project."));
}
