using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>A wheel's content, read within limits. Nothing of it is written to a path that it names.</summary>
internal sealed class WheelArchive : IDisposable
{
    private const int MostEntries = 100_000;
    private const long MostBytes = 4L << 30;
    private const int MostText = 64 << 20;
    private const int InMemory = 16 << 20;

    // st_mode's kind of file, in the upper half of the external attributes.
    private const int KindMask = 0xF000;
    private const int LinkKind = 0xA000;

    private readonly string _shownAs;
    private readonly ZipArchive _zip;
    private readonly SortedDictionary<string, ZipArchiveEntry> _files = new(StringComparer.Ordinal);
    private readonly Lazy<TemporaryFolder> _scratch = new(() => new TemporaryFolder("argosy-wheel-"));

    private WheelArchive(string shownAs, ZipArchive zip)
    {
        (_shownAs, _zip) = (shownAs, zip);
        if (zip.Entries.Count > MostEntries) throw Refused($"it has more than {MostEntries} entries");
        var bytes = 0L;
        foreach (var entry in zip.Entries)
        {
            Check(entry);
            if (entry.FullName.EndsWith('/')) continue;
            if (!_files.TryAdd(entry.FullName, entry)) throw Refused($"'{Shown(entry.FullName)}' is in it twice");
            bytes += entry.Length;
            if (entry.Length < 0 || bytes > MostBytes) throw Refused($"it unpacks to more than {MostBytes >> 30} GiB");
        }

        foreach (var name in _files.Keys)
        {
            for (var end = name.IndexOf('/', StringComparison.Ordinal); end > 0; end = name.IndexOf('/', end + 1))
            {
                if (_files.ContainsKey(name[..end])) throw Refused($"'{Shown(name)}' is in a file");
            }
        }
    }

    /// <summary>Opens it, and passes it on. Error ARG0571 if it can't be read whole, also while it is used.</summary>
    public static T Read<T>(string path, Func<WheelArchive, T> use)
    {
        var shownAs = Path.GetFileName(path);
        try
        {
            using var zip = ZipFile.OpenRead(path);
            using var archive = new WheelArchive(shownAs, zip);
            return use(archive);
        }
        // What .NET's reader throws for a damaged archive depends on the damage.
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException
            or NotSupportedException or OverflowException or DecoderFallbackException)
        {
            throw Refused(shownAs, $"it can't be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>Its files, by their name in it, sorted.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>The name of its only <c>.dist-info</c> folder. Error ARG0571 if there is none or several.</summary>
    public string DistInfo => field ??= FindDistInfo();

    /// <summary>A short file of UTF-8 text. Error ARG0571 if it is missing, too large or no text.</summary>
    public string Text(string name)
    {
        if (!_files.TryGetValue(name, out var entry)) throw Refused($"it has no {name}");
        if (entry.Length > MostText) throw Refused($"its {name} is larger than any real one");
        using var content = new MemoryStream();
        Copy(entry, content);
        return new UTF8Encoding(false, throwOnInvalidBytes: true)
            .GetString(content.GetBuffer(), 0, (int)content.Length);
    }

    /// <summary>Reads a file whole: its SHA-256 and, if it begins like an ELF file, its content.</summary>
    public (byte[] Sha256, long Size, Stream? Elf) Inspect(string name)
    {
        var entry = _files[name];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = entry.Open();
        var buffer = new byte[81920];
        var count = source.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var elf = buffer.AsSpan(0, count).StartsWith("\u007fELF"u8) ? Scratch(entry.Length) : null;
        var size = 0L;
        for (; count > 0; count = source.Read(buffer))
        {
            size += count;
            if (size > entry.Length) break;
            hash.AppendData(buffer, 0, count);
            elf?.Write(buffer, 0, count);
        }

        if (size == entry.Length) return (hash.GetHashAndReset(), size, elf);
        elf?.Dispose();
        throw Refused($"'{Shown(name)}' has another length than the archive says");
    }

    /// <summary>The archive's entry.</summary>
    public ZipArchiveEntry Entry(string name) => _files[name];

    /// <summary>All entries, in the archive's order.</summary>
    public IReadOnlyList<ZipArchiveEntry> Entries => _zip.Entries;

    /// <inheritdoc />
    public void Dispose()
    {
        if (_scratch.IsValueCreated) _scratch.Value.Dispose();
    }

    /// <summary>A name from a wheel, for a message.</summary>
    public static string Shown(string name) =>
        string.Concat(name.Take(200).Select(c => char.IsControl(c) ? '?' : c));

    /// <summary>Copies an entry, up to the length that the archive says.</summary>
    public void Copy(ZipArchiveEntry entry, Stream target)
    {
        using var source = entry.Open();
        var buffer = new byte[81920];
        var left = entry.Length;
        for (int count; (count = source.Read(buffer)) > 0; left -= count)
        {
            if (count > left) throw Refused($"'{Shown(entry.FullName)}' has another length than the archive says");
            target.Write(buffer, 0, count);
        }

        if (left > 0) throw Refused($"'{Shown(entry.FullName)}' has another length than the archive says");
    }

    private Stream Scratch(long length) => length <= InMemory
        ? new MemoryStream()
        : new FileStream(_scratch.Value.At($"{Guid.NewGuid():N}"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        });

    private void Check(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        var parts = (name.EndsWith('/') ? name[..^1] : name).Split('/');
        if (name.Contains('\\', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal)
            || parts.Any(p => p is "" or "." or ".."))
            throw Refused($"'{Shown(name)}' isn't a path in a folder");
        if (((entry.ExternalAttributes >> 16) & KindMask) == LinkKind)
            throw Refused($"'{Shown(name)}' is a link, which wheels can't have");
    }

    private string FindDistInfo()
    {
        const string suffix = ".dist-info";
        var folders = _files.Keys.Select(f => f.Split('/', 2))
            .Where(p => p.Length == 2 && p[0].EndsWith(suffix, StringComparison.Ordinal))
            .Select(p => p[0]).Distinct().ToList();
        return folders is [var only]
            ? only
            : throw Refused(folders.Count == 0 ? "it has no .dist-info folder" : "it has several .dist-info folders");
    }

    private ArgosyException Refused(string cause) => Refused(_shownAs, cause, null);

    private static ArgosyException Refused(string shownAs, string cause, Exception? inner) => new(new Diagnostic(
        "ARG0571", new(shownAs), cause, "Build it again; if it was downloaded, check its digest."), inner);
}
