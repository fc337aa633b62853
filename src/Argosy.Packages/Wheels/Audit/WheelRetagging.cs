using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>Writes a wheel with another platform tag: its name, the tags in WHEEL and that file's line in RECORD
/// change, all else stays as it is.</summary>
public static class WheelRetagging
{
    /// <summary>Writes the wheel into a folder. The same wheel gives the same bytes. Error ARG0571 if it can't be
    /// read.</summary>
    /// <param name="path">The wheel.</param>
    /// <param name="platformTag">Such as <see cref="WheelReport.PlatformTag"/>.</param>
    /// <param name="folder">Gets the new file.</param>
    /// <returns>The new file.</returns>
    public static string Write(string path, string platformTag, string folder)
    {
        var name = WheelName.TryParse(Path.GetFileName(path)) ?? throw new ArgumentException("no wheel", nameof(path));
        var target = Path.Combine(folder, (name with { PlatformTag = platformTag }).FileName);
        WheelArchive.Read(path, archive =>
        {
            var changed = Changed(archive, platformTag);
            AtomicFile.Write(target, stream => Copy(archive, changed, stream));
            return true;
        });
        return target;
    }

    private static Dictionary<string, byte[]> Changed(WheelArchive archive, string platformTag)
    {
        var (wheel, record) = ($"{archive.DistInfo}/WHEEL", $"{archive.DistInfo}/{WheelRecordFile.FileName}");
        var tagged = Encoding.UTF8.GetBytes(string.Join('\n', Tagged(archive.Text(wheel).Split('\n'), platformTag)));
        var lines = archive.Text(record).Split('\n').Select(line => WheelRecordFile.Fields(line)[0] != wheel
            ? line
            : string.Create(CultureInfo.InvariantCulture,
                $"{wheel},{WheelRecordFile.HashOf(SHA256.HashData(tagged))},{tagged.Length}")
                + (line.EndsWith('\r') ? "\r" : ""));
        return new(StringComparer.Ordinal)
        {
            [wheel] = tagged,
            [record] = Encoding.UTF8.GetBytes(string.Join('\n', lines)),
        };
    }

    // Tags of one set that differed only by platform become one.
    private static IEnumerable<string> Tagged(IEnumerable<string> lines, string platformTag)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            const string key = "Tag:";
            if (!line.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            {
                yield return line;
                continue;
            }

            var tag = line[key.Length..].Trim();
            foreach (var platform in platformTag.Split('.'))
            {
                var written = tag.Split('-') is [var python, var abi, _] ? $"{python}-{abi}-{platform}" : tag;
                if (seen.Add(written)) yield return $"{key} {written}{(line.EndsWith('\r') ? "\r" : "")}";
            }
        }
    }

    private static void Copy(WheelArchive archive, Dictionary<string, byte[]> changed, Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in archive.Entries)
        {
            var copy = zip.CreateEntry(entry.FullName,
                entry.CompressedLength == entry.Length ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            copy.LastWriteTime = entry.LastWriteTime;
            copy.ExternalAttributes = entry.ExternalAttributes;
            using var content = copy.Open();
            if (changed.TryGetValue(entry.FullName, out var bytes)) content.Write(bytes);
            else if (!entry.FullName.EndsWith('/')) archive.Copy(entry, content);
        }
    }
}
