using Argosy.Artifacts;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Python;

/// <summary>Groups wheels by project, without those whose names pip takes for one file.</summary>
internal static class WheelClashes
{
    /// <summary>The projects, each with its files in the order of their names.</summary>
    /// <remarks>Refused are files that aren't wheels (ARG0511), and two different files of one project, version, build
    /// and tag, such as <c>A_b-1.0-…</c> and <c>a.b-1-…</c> (ARG0512): nothing shows which one is right, so none of
    /// them gets into the mirror. The same file twice is no error.</remarks>
    public static (IReadOnlyList<(string Name, IReadOnlyList<string> Files)> Projects,
        IReadOnlyList<Diagnostic> Refused) Separate(IReadOnlyList<string> files)
    {
        var refused = new List<Diagnostic>();
        var named = new List<(WheelName Name, string File)>();
        foreach (var file in files)
        {
            if (WheelName.TryParse(Path.GetFileName(file)) is { } name) named.Add((name, file));
            else
                refused.Add(new("ARG0511", new(Path.GetFileName(file)), "its name isn't a wheel's", "Build it again."));
        }

        var projects = new List<(string, IReadOnlyList<string>)>();
        foreach (var project in named.GroupBy(n => n.Name.Normalized, StringComparer.Ordinal)
            .OrderBy(p => p.Key, StringComparer.Ordinal))
            projects.Add((project.Key, Distinct([.. project], refused)));
        return (projects, refused);
    }

    private static List<string> Distinct(
        IReadOnlyList<(WheelName Name, string File)> wheels, List<Diagnostic> refused)
    {
        var kept = new List<(string Name, string File)>();
        foreach (var same in wheels.GroupBy(w => KeyOf(w.Name)))
        {
            var clashing = same.OrderBy(w => w.File, StringComparer.Ordinal).ToList();
            if (clashing.Count == 1 || AreOne(clashing))
            {
                kept.Add((clashing[0].Name.FileName, clashing[0].File));
                continue;
            }

            var said = string.Join(" and ", clashing.Select(w => w.File));
            refused.AddRange(clashing.Select(w => new Diagnostic("ARG0512", new(w.Name.FileName),
                $"pip takes {said} for one file", "Remove the one that is out of date.")));
        }

        return [.. kept.OrderBy(k => k.Name, StringComparer.Ordinal).Select(k => k.File)];
    }

    private static (object Version, string Tags) KeyOf(WheelName name) => (
        PythonVersion.TryParse(name.Version) ?? (object)name.Version,
        string.Join('-', name.Build, name.PythonTag, name.AbiTag, name.PlatformTag));

    private static bool AreOne(IReadOnlyList<(WheelName Name, string File)> wheels) =>
        wheels.Select(w => w.Name.FileName).Distinct(StringComparer.Ordinal).Count() == 1
        && wheels.Select(w => Digest.TryOfFile(w.File)).Distinct().Count() == 1;
}
