using System.Text;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Mirrors.Python;

/// <summary>A requirements file of everything that a mirror has, with the digest of each file, for
/// <c>pip install --require-hashes</c>.</summary>
internal static class WheelHashes
{
    /// <summary>Its name in the mirror.</summary>
    public const string FileName = "hashes.txt";

    /// <summary>Writes the newest version of each project that isn't yanked: pip accepts only one version of a
    /// project.</summary>
    /// <param name="folder">The mirror.</param>
    /// <param name="projects">The wheels of each project, in the order of the file.</param>
    /// <param name="yanked">What is yanked.</param>
    public static void Write(
        string folder, IEnumerable<(string Name, IReadOnlyList<WheelFile> Wheels)> projects, YankedWheels yanked)
    {
        var text = new StringBuilder();
        foreach (var (project, wheels) in projects)
        {
            var newest = wheels.Where(w => yanked.ReasonFor(w.Name) is null)
                .GroupBy(w => w.Name.Version, StringComparer.Ordinal)
                .OrderBy(v => PythonVersion.TryParse(v.Key)).ThenBy(v => v.Key, StringComparer.Ordinal)
                .LastOrDefault();
            if (newest is null) continue;
            text.Append($"{project}=={newest.Key}");
            foreach (var hex in newest.Select(w => w.Digest.Hex).Distinct().Order(StringComparer.Ordinal))
                text.Append($" \\\n    --hash=sha256:{hex}");
            text.Append('\n');
        }

        File.WriteAllText(Path.Combine(folder, FileName), text.ToString());
    }
}
