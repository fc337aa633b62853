namespace Argosy.Packages.Wheels.Audit;

/// <summary>Whether a wheel's name, its WHEEL file and its METADATA agree with each other and with its
/// content.</summary>
internal static class LabelCheck
{
    /// <summary>A sentence for each problem.</summary>
    public static IEnumerable<string> Problems(WheelReport report, WheelArchive archive)
    {
        var name = report.Name;
        var wheel = new MailHeaders(archive.Text($"{archive.DistInfo}/WHEEL"));
        var metadata = new MailHeaders(archive.Text($"{archive.DistInfo}/METADATA"));
        return OfNames(name, archive.DistInfo, metadata).Concat(OfTags(report, wheel)).Concat(OfContent(report, wheel));
    }

    private static IEnumerable<string> OfNames(WheelName name, string distInfo, MailHeaders metadata)
    {
        var folder = distInfo[..^".dist-info".Length].Split('-', 2);
        if (folder is not [var project, var version] || WheelName.Normalize(project) != name.Normalized
            || !SameVersion(version, name.Version))
            yield return $"Its folder {WheelArchive.Shown(distInfo)} is of another project or version than its name.";
        if (metadata.First("Name") is not { } named || WheelName.Normalize(named) != name.Normalized)
            yield return "Its METADATA names another project than its file name.";
        if (metadata.First("Version") is not { } versioned || !SameVersion(versioned, name.Version))
            yield return "Its METADATA names another version than its file name.";
    }

    // A file name has '_' for '-', which a local version may have in METADATA.
    private static bool SameVersion(string a, string b) => WheelName.Normalize(a) == WheelName.Normalize(b);

    private static IEnumerable<string> OfTags(WheelReport report, MailHeaders wheel)
    {
        var (name, lines) = (report.Name, wheel.All("Tag").ToList());
        var named = WheelTags.Expand(name.PythonTag, name.AbiTag, name.PlatformTag);
        var written = lines.Select(WheelTags.Expand).ToList();
        if (named is null)
            yield return "Its file name stands for more tags than any real wheel has.";
        else if (written.Exists(w => w is null))
            yield return $"Its WHEEL has '{WheelArchive.Shown(lines[written.IndexOf(null)])}', which is no tag.";
        else if (!written.SelectMany(w => w!).ToHashSet(StringComparer.Ordinal).SetEquals(named))
            yield return $"Its WHEEL has the tags {WheelArchive.Shown(string.Join(", ", lines))}, "
                + $"where its name has {name.PythonTag}-{name.AbiTag}-{name.PlatformTag}.";
    }

    private static IEnumerable<string> OfContent(WheelReport report, MailHeaders wheel)
    {
        var name = report.Name;
        var isAny = name.PlatformTag.Split('.').Contains("any");
        if (report.IsPure)
        {
            if (name.AbiTag.Split('.').Any(a => a.StartsWith("cp3", StringComparison.Ordinal)))
                yield return $"Its tag has the ABI {name.AbiTag}, but it has no extension module.";
            yield break;
        }

        if (isAny)
            yield return $"Its tag is for any machine, but {report.Objects[0].Path} is machine code.";
        if (string.Equals(wheel.First("Root-Is-Purelib"), "true", StringComparison.OrdinalIgnoreCase))
            yield return $"It says that it is pure (Root-Is-Purelib), but {report.Objects[0].Path} is machine code.";
        if (report.Architecture is not { } architecture)
        {
            yield return "Its ELF files are of several machines, or of one that no architecture here has: "
                + string.Join(", ", report.Objects.Select(MachineOf).Distinct()) + ".";
            yield break;
        }

        if (isAny) yield break;
        foreach (var tag in name.PlatformTag.Split('.'))
        {
            if (!tag.EndsWith($"_{architecture.KernelName}", StringComparison.Ordinal))
                yield return $"Its tag is {WheelArchive.Shown(tag)}, but its ELF files are for {architecture}.";
        }
    }

    private static string MachineOf(WheelObject item) => item.Elf.Architecture?.Name
        ?? $"{item.Path} for machine {item.Elf.Machine}, {(item.Elf.Is64Bit ? 64 : 32)} bit, "
            + $"{item.Elf.ByteOrder} endian";
}
