using System.Formats.Tar;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>A .deb that is read entry by entry, with its errors.</summary>
/// <param name="path">The file.</param>
/// <param name="shownAs">Its name in errors; null for the file's.</param>
internal sealed class DebArchive(string path, string? shownAs = null)
{
    private const string Remedy = "Don't use this package, or have it built again: neither tar nor dpkg would take it.";

    // The largest file that the format has a plain size for.
    private const long LargestFile = 8L << 30;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Its name in errors.</summary>
    public string Name { get; } = shownAs ?? System.IO.Path.GetFileName(path);

    /// <summary>Its number among a root's packages.</summary>
    public int Number { get; init; } = -1;

    /// <summary>Its control file, once that has been read.</summary>
    public ControlText Control { get; set; } = ControlText.None;

    /// <summary>Its scripts and lists, each with its name (<c>control</c>, <c>postinst</c>) and text.</summary>
    public Task ReadControlAsync(Action<string, string> take, CancellationToken cancellation) =>
        ReadAsync("--ctrl-tarfile", entry =>
        {
            if (entry.Content is null) return;
            using var reader = new StreamReader(entry.Content);
            var text = reader.ReadToEnd();
            var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (name == "control") Control = new(text.TrimEnd('\n'));
            take(name, text);
        }, cancellation);

    /// <summary>The files that it installs.</summary>
    public Task ReadFilesAsync(Action<DebEntry> take, CancellationToken cancellation) =>
        ReadAsync("--fsys-tarfile", take, cancellation);

    /// <summary>The error for a device, or a path that leads out of the root.</summary>
    public ArgosyException Unsafe(string entry) => new(new Diagnostic("ARG0312", new(Name),
        $"its entry '{entry}' is no file, folder or link inside the root",
        "Don't use this package: Debian's own hold nothing else."));

    /// <summary>The error for an entry that conflicts with others.</summary>
    public ArgosyException Contradicts(string entry, string cause) =>
        new(new Diagnostic("ARG0328", new(Name), $"its entry '{entry}' can't be unpacked: {cause}", Remedy));

    /// <summary>Reads the entries of an opened part.</summary>
    internal void Read(Func<Stream> open, Action<DebEntry> take)
    {
        try
        {
            Read(open(), take, CancellationToken.None);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    /// <summary>Writes an entry into a root. Error ARG0330, whose location is the package, or the root
    /// itself.</summary>
    internal static void Write(string? package, string entry, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException and not EndOfStreamException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0330", new(package ?? "the root"),
                $"'{entry}' can't be written: {e.Message.TrimEnd('.')}",
                "Make room, or give the entry a name that the file system can hold."), e);
        }
    }

    private async Task ReadAsync(string part, Action<DebEntry> take, CancellationToken cancellation)
    {
        try
        {
            await CommandRunner.ReadBytesAsync(
                new Command("dpkg-deb", part, Path),
                stream => Read(stream, take, cancellation), cancellation);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    private void Read(Stream stream, Action<DebEntry> take, CancellationToken cancellation)
    {
        using var tar = new TarReader(stream, leaveOpen: true);
        for (var ordinal = 0; tar.GetNextEntry() is { } entry; ordinal++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
            if (FileName.IsLossy(entry.Name) || FileName.IsLossy(entry.LinkName))
                throw Contradicts(entry.Name, "its name, or what it links to, isn't UTF-8");
            if (entry is PaxTarEntry pax
                && pax.ExtendedAttributes.Keys.Any(k => k.StartsWith("GNU.sparse.", StringComparison.Ordinal)))
                throw Unsafe(entry.Name);
            if (entry.Length > LargestFile)
                throw Contradicts(entry.Name, $"it has {entry.Length} bytes, more than {LargestFile}");
            Write(Name, entry.Name, () => take(DebEntry.Of(entry, ordinal)));
        }
    }

    // The tar reader throws the exceptions of converting a damaged field.
    private static bool IsDamage(Exception e) => e is InvalidDataException or EndOfStreamException or FormatException
        or ArgumentException or OverflowException or NotSupportedException;

    private ArgosyException Damaged(Exception e) =>
        new(new Diagnostic("ARG0329", new(Name), $"its archive can't be read: {e.Message.TrimEnd('.')}", Remedy), e);
}
