using Argosy.Artifacts;
using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Python;

/// <summary>A wheel mirror of one platform that any static web server serves, and that pip reads over HTTP or as a
/// folder.</summary>
/// <remarks><code>
/// index.html, index.v1_json               the projects (PEP 503, PEP 691)
/// markupsafe/index.html, index.v1_json    its files, relative links with digests
/// m/markupsafe/MarkupSafe-2.1.2-….whl     the files, in the layout of OpenStack's wheel mirrors
/// m/markupsafe/….whl.metadata             their METADATA (PEP 658)
/// hashes.txt                              a requirements file for pip's --require-hashes
/// </code>
/// A project of one letter has its page in that letter's folder: the two never have the same file. A server that
/// negotiates sends <c>index.v1_json</c> as <c>application/vnd.pypi.simple.v1+json</c>; others send
/// <c>index.html</c>.</remarks>
public static class WheelIndex
{
    private sealed record Project(string Name, IReadOnlyList<WheelFile> Wheels, IReadOnlyList<Diagnostic> Refused);

    /// <summary>Writes the whole mirror, which then replaces the one at <paramref name="folder"/>. Its bytes depend
    /// only on the wheels and the other arguments.</summary>
    /// <param name="folder">Its path: <c>artifacts/mirror/wheel/&lt;slug&gt;</c>.</param>
    /// <param name="files">The wheels' paths, in any order. They are copied, or share their blocks where the file
    /// system can; a mirror never changes its sources.</param>
    /// <param name="date">The upload time of all files: the source date.</param>
    /// <param name="yanked">What is yanked.</param>
    /// <returns>The wheels left out, with their errors: ARG0511, ARG0580, and ARG0512 for those whose names denote one
    /// file.</returns>
    /// <exception cref="ArgosyException">All were refused; the old mirror stays.</exception>
    public static IReadOnlyList<Diagnostic> Write(
        string folder, IReadOnlyList<string> files, DateTimeOffset date, YankedWheels? yanked = null)
    {
        yanked ??= YankedWheels.None;
        var (projects, refused) = WheelClashes.Separate(files);
        using var staged = new StagedFolder(folder);
        var pages = new WheelPages(date, yanked);
        var written = new Project[projects.Count];
        Parallel.For(0, projects.Count,
            i => written[i] = Write(staged.Path, projects[i].Name, projects[i].Files, pages));
        refused = [.. refused.Concat(written.SelectMany(p => p.Refused))
            .OrderBy(d => d.Place.What, StringComparer.Ordinal)];
        var kept = written.Where(p => p.Wheels.Count > 0).ToList();
        if (kept.Count == 0 && refused.Count > 0) throw new ArgosyException(refused);
        WheelPages.WriteRoot(staged.Path, [.. kept.Select(p => p.Name)]);
        WheelHashes.Write(staged.Path, kept.Select(p => (p.Name, p.Wheels)), yanked);
        staged.Publish();
        return refused;
    }

    private static Project Write(string mirror, string project, IReadOnlyList<string> files, WheelPages pages)
    {
        var folder = Path.Combine(mirror, WheelName.FolderOf(project));
        var wheels = new List<WheelFile>();
        var refused = new List<Diagnostic>();
        foreach (var file in files)
        {
            try
            {
                wheels.Add(Add(file, folder));
            }
            catch (ArgosyException e)
            {
                refused.AddRange(e.Diagnostics);
            }
        }

        if (wheels.Count == 0) return new(project, wheels, refused);
        var page = Directory.CreateDirectory(Path.Combine(mirror, project)).FullName;
        pages.WriteProject(page, project, wheels);
        return new(project, wheels, refused);
    }

    private static WheelFile Add(string file, string folder)
    {
        var wheel = WheelFile.Read(file, out var metadata, out var whole);
        var target = Path.Combine(folder, wheel.Name.FileName);
        Directory.CreateDirectory(folder);
        if (whole is { } content) File.WriteAllBytes(target, content.Span);
        else File.Copy(file, target);
        File.WriteAllBytes($"{target}.metadata", metadata.Span);
        return wheel;
    }
}
