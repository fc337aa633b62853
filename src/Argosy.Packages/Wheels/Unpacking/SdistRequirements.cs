using System.Formats.Tar;
using System.Text;

namespace Argosy.Packages.Wheels.Unpacking;

/// <summary>What an sdist says that its project needs, as far as it can be read without a build: the headers of its
/// PKG-INFO, else what setuptools wrote to <c>requires.txt</c>.</summary>
internal sealed class SdistRequirements
{
    private const int LongestText = 1 << 22;
    private string? _info;
    private string? _requires;

    /// <summary>The requirements, as METADATA has them; empty if it says nothing.</summary>
    public IReadOnlyList<string> Found
    {
        get
        {
            string[] said = _info is null ? [] : [.. new MailHeaders(_info).All("Requires-Dist")];
            return said.Length > 0 || _requires is null ? said : [.. WithoutExtras(_requires)];
        }
    }

    /// <summary>Reads a tar.</summary>
    public void ReadTar(Stream stream, SdistFault fault, CancellationToken cancellation)
    {
        using var tar = new TarReader(stream, leaveOpen: true);
        while (TarSdist.Next(tar, fault) is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                && entry.DataStream is { } content)
                Add(entry.Name, content);
        }
    }

    /// <summary>Reads a zip.</summary>
    public void ReadZip(Stream stream, SdistFault fault)
    {
        using var zip = ZipSdist.Open(stream, fault);
        foreach (var entry in zip.Entries.Where(e => IsInfo(e.FullName) || IsRequires(e.FullName)))
        {
            using var content = entry.Open();
            Add(entry.FullName, content);
        }
    }

    // The one of the project, not of what it may carry along: the files nearest to the top.
    private void Add(string name, Stream content)
    {
        if (IsInfo(name)) _info ??= Text(content);
        else if (IsRequires(name)) _requires ??= Text(content);
    }

    private static bool IsInfo(string name) => name.Split('/') is [_, "PKG-INFO"];

    private static bool IsRequires(string name) => name.Split('/') is [.., var folder, "requires.txt"]
        && folder.EndsWith(".egg-info", StringComparison.Ordinal) && name.Count(c => c == '/') is 2 or 3;

    private static string Text(Stream content)
    {
        var bytes = new byte[LongestText];
        return Encoding.UTF8.GetString(bytes, 0, content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    // Sections are '[extra]', '[extra:marker]' and '[:marker]'.
    private static IEnumerable<string> WithoutExtras(string requires)
    {
        var isExtra = false;
        foreach (var line in requires.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (line[0] == '[') isExtra = !line.StartsWith("[:", StringComparison.Ordinal);
            else if (!isExtra) yield return line;
        }
    }
}
