namespace Argosy.Packages.Wheels.Audit;

/// <summary>What makes a library of a wheel unsafe or impossible to load anywhere.</summary>
internal static class LoadCheck
{
    /// <summary>A sentence for each problem.</summary>
    public static IEnumerable<string> Problems(WheelObject item)
    {
        foreach (var folder in item.Elf.RunPath.Where(f => !StaysInside(f, item.Path)).Distinct())
        {
            yield return folder.Length == 0
                ? $"{item.Path} searches for libraries in the current folder (an empty RPATH)."
                : $"{item.Path} searches for libraries in {WheelArchive.Shown(folder)}, which is outside of the wheel.";
        }

        if (item.Elf.HasExecutableStack)
            yield return $"{item.Path} asks for an executable stack, which glibc 2.41 and later refuse.";
        if (item.Elf.HasTextRelocations)
            yield return $"{item.Path} has text relocations: it was compiled without -fPIC.";
        foreach (var path in item.Elf.Needed.Where(n => n.Contains('/', StringComparison.Ordinal)))
            yield return $"{item.Path} needs {WheelArchive.Shown(path)} by its path.";
    }

    private static bool StaysInside(string folder, string path)
    {
        var parts = folder.Replace("${ORIGIN}", "$ORIGIN", StringComparison.Ordinal).Split('/');
        if (parts[0] != "$ORIGIN") return false;
        var depth = path.Count(c => c == '/');
        foreach (var part in parts.Skip(1))
        {
            depth += part switch
            {
                "" or "." => 0,
                ".." => -1,
                _ => 1,
            };
            if (depth < 0) return false;
        }

        return true;
    }
}
