using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>Reads a wheel and says what is wrong with it and what it needs from outside. Runs nothing, so that any
/// machine can audit wheels of any architecture.</summary>
public static class WheelAudit
{
    /// <summary>Audits a file. Errors ARG0511 for a name that isn't a wheel's, ARG0571 for a wheel that can't be read
    /// whole, ARG0320 for a damaged ELF file in it.</summary>
    public static WheelReport Read(string path)
    {
        var file = Path.GetFileName(path);
        var name = WheelName.TryParse(file) ?? throw new ArgosyException(new Diagnostic("ARG0511", new(file),
            "its name isn't a wheel's", "Build it again."));
        return WheelArchive.Read(path, archive => Read(name, archive));
    }

    /// <summary>The requirements in a wheel's METADATA, without an audit of the rest. Error ARG0571.</summary>
    public static IReadOnlyList<string> RequirementsOf(string path) => WheelArchive.Read(path, Requirements);

    private static IReadOnlyList<string> Requirements(WheelArchive archive) =>
        [.. new MailHeaders(archive.Text($"{archive.DistInfo}/METADATA")).All("Requires-Dist")];

    private static WheelReport Read(WheelName name, WheelArchive archive)
    {
        var problems = new List<string>();
        var record = new WheelRecordFile(archive);
        var objects = new List<(string Path, ElfFile Elf, IReadOnlyList<string> Undefined)>();
        foreach (var path in archive.Files)
        {
            var (sha256, size, content) = archive.Inspect(path);
            using (content)
            {
                if (record.ProblemOf(path, sha256, size) is { } problem) problems.Add(problem);
                if (content is null) continue;
                content.Position = 0;
                var shownAs = $"{name.FileName}/{WheelArchive.Shown(path)}";
                var elf = ElfFile.Read(content, shownAs);
                if (elf.Kind is not (ElfKind.Shared or ElfKind.Executable)) continue;
                objects.Add((path, elf, ElfFile.ReadUndefinedSymbols(content, shownAs)));
            }
        }

        problems.AddRange(record.Missing().Select(p => $"Its RECORD lists {p}, which isn't in it."));
        var inside = objects.Select(o => Path.GetFileName(o.Path))
            .Concat(objects.Select(o => o.Elf.SoName).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        var report = new WheelReport(name)
        {
            Objects =
            [
                .. objects.Select(o => new WheelObject(o.Path, o.Elf,
                    [.. o.Elf.Needed.Distinct().Where(n => !inside.Contains(n))])),
            ],
            RequiresDist = Requirements(archive),
            Modules = WheelModules.Of(archive.Files),
            Files = archive.Files.Select(WheelModules.InstalledPath).ToHashSet(StringComparer.Ordinal),
        };
        var architectures = report.Objects.Select(o => o.Elf.Architecture).Distinct().ToList();
        report = report with { Architecture = architectures is [{ } only] ? only : null };
        problems.AddRange(LabelCheck.Problems(report, archive));
        problems.AddRange(report.Objects.SelectMany(LoadCheck.Problems));
        problems.AddRange(objects.SelectMany(o => StableAbiProblems(name, o.Path, o.Undefined)));
        return Widest(report with { Problems = [.. problems.Distinct()] });
    }

    // PEP 600: the least N whose machines all have each library and version.
    private static WheelReport Widest(WheelReport report)
    {
        if (report.Architecture is not { } architecture) return report;
        var policy = ManylinuxPolicy.Current;
        if (policy.Least(architecture) is not { } least)
            return report with { Beyond = [$"No manylinux tag is for {architecture}."] };
        var beyond = new List<string>();
        foreach (var item in report.Objects)
        {
            foreach (var library in item.Outside)
            {
                if (policy.LeastWith(library, architecture) is { } with) least = Math.Max(least, with);
                else beyond.Add($"{item.Path} needs {library}, which not every distribution has.");
            }

            foreach (var version in item.Elf.NeededVersions.Where(v => item.Outside.Contains(v.Library)))
            {
                if (policy.LeastWith(version.Library, architecture) is null) continue;
                if (policy.LeastWith(version) is { } with) least = Math.Max(least, with);
                else beyond.Add($"{item.Path} needs {version.Version} of {version.Library}, "
                    + "which is newer than any that PEP 600's distributions share.");
            }
        }

        return report with { Glibc = beyond.Count == 0 ? least : null, Beyond = [.. beyond.Distinct()] };
    }

    private static IEnumerable<string> StableAbiProblems(
        WheelName name, string path, IReadOnlyList<string> undefined)
    {
        var module = Path.GetFileName(path);
        var isStable = module.EndsWith(".abi3.so", StringComparison.Ordinal);
        if (!name.AbiTag.Split('.').Contains("abi3") && !isStable) yield break;
        // A module of one version's ABI may be next to a stable one: its own name says so.
        if (!isStable && module.Contains(".cpython-", StringComparison.Ordinal)) yield break;
        var minor = name.PythonTag.Split('.').Select(WheelModules.MinorOf).OfType<int>().DefaultIfEmpty(2).Min();
        var violations = StableAbi.Violations(undefined, minor);
        if (violations.Count == 0) yield break;
        var named = string.Join(", ", violations.Take(5).Select(v => v.AddedIn is { } added
            ? $"{v.Symbol} (of 3.{added})"
            : v.Symbol));
        var more = violations.Count > 5 ? $" and {violations.Count - 5} more" : "";
        yield return $"{path} isn't abi3 of Python 3.{minor}: it uses {named}{more}.";
    }
}
