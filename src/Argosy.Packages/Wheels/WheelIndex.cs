using System.Net;
using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels;

/// <summary>A wheel mirror of one platform that any static web server serves, and that pip reads over HTTP or as a
/// folder.</summary>
/// <remarks><code>
/// index.html                              the projects (PEP 503)
/// markupsafe/index.html                   its files, relative links with digests
/// m/markupsafe/MarkupSafe-2.1.2-….whl     the files, in the layout of OpenStack's wheel mirrors
/// </code>
/// A project of one letter has its page in that letter's folder: the two never have the same file.</remarks>
public static class WheelIndex
{
    /// <summary>Writes the whole mirror, which then replaces the one at <paramref name="folder"/>. Error ARG0512 if two
    /// wheels have one name and different content.</summary>
    public static void Write(string folder, IEnumerable<WheelFile> wheels)
    {
        var projects = wheels.GroupBy(w => w.Name.Normalized, StringComparer.Ordinal)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => (Name: p.Key, Wheels: Distinct(p))).ToList();
        using var staged = new StagedFolder(folder);
        foreach (var (project, files) in projects)
        {
            foreach (var wheel in files)
            {
                var target = Path.Combine(staged.Path, FolderOf(project), wheel.Name.FileName);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                RegularFile.Copy(wheel.Path, target);
            }

            AtomicFile.Write(Path.Combine(staged.Path, project, "index.html"),
                Page($"Links for {project}", files.Select(w => FileLink(project, w))));
        }

        AtomicFile.Write(Path.Combine(staged.Path, "index.html"),
            Page("Simple index", projects.Select(p => $"<a href=\"{p.Name}/\">{p.Name}</a>")));
        staged.Publish();
    }

    /// <summary>The folder of a project's files, relative to the mirror: <c>m/markupsafe</c>.</summary>
    public static string FolderOf(string project) => $"{project[0]}/{project}";

    private static List<WheelFile> Distinct(IEnumerable<WheelFile> wheels)
    {
        var byName = new SortedDictionary<string, WheelFile>(StringComparer.Ordinal);
        foreach (var wheel in wheels)
        {
            if (!byName.TryAdd(wheel.Name.FileName, wheel) && byName[wheel.Name.FileName].Digest != wheel.Digest)
                throw new ArgosyException(new Diagnostic("ARG0512", new(wheel.Name.FileName),
                    $"two wheels have this name: {byName[wheel.Name.FileName].Path} and {wheel.Path}",
                    "Remove the one that is out of date."));
        }

        return [.. byName.Values];
    }

    private static string FileLink(string project, WheelFile wheel)
    {
        var address = $"../{FolderOf(project)}/{Uri.EscapeDataString(wheel.Name.FileName)}#sha256={wheel.Digest.Hex}";
        var python = wheel.RequiresPython is null
            ? ""
            : $" data-requires-python=\"{WebUtility.HtmlEncode(wheel.RequiresPython)}\"";
        return $"<a href=\"{WebUtility.HtmlEncode(address)}\"{python}>{WebUtility.HtmlEncode(wheel.Name.FileName)}</a>";
    }

    private static string Page(string title, IEnumerable<string> links)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"pypi:repository-version\" content=\"1.0\">\n")
            .Append($"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n");
        foreach (var link in links) page.Append(link).Append("<br>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }
}
