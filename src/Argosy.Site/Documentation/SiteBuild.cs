using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Site.Documentation.Checking;
using Argosy.Site.Documentation.Definition;
using Argosy.Site.Documentation.Reading;
using Argosy.Site.Documentation.Reference;
using Argosy.Site.Documentation.Rendering;
using Argosy.Site.Documentation.Search;

namespace Argosy.Site.Documentation;

/// <summary>A project's documentation as a site: <c>artifacts/site/docs/</c>. It needs no server, fetches nothing, and
/// works below any address.</summary>
/// <param name="settings">The run.</param>
public sealed class SiteBuild(BuildSettings settings)
{
    private static readonly string[] s_assets = ["site.css", "site.js", "theme.js"];

    /// <summary>Whether the project has a site.</summary>
    public bool Exists => SiteDefinitionReader.IsThere(settings.Root);

    /// <summary>The folder of the site.</summary>
    public string Output => Path.Combine(settings.Paths.Artifacts, "site", "docs");

    /// <summary>Declares what the site is made of.</summary>
    /// <param name="task">The task's declaration.</param>
    /// <param name="targets">The build's targets.</param>
    public void Declare(TaskDeclaration task, IReadOnlyList<TargetEntry> targets)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.Inputs.Add($"{SiteDefinition.Folder}/**");
        foreach (var file in Elsewhere()) task.Inputs.Add(file);
        foreach (var target in targets)
        {
            var names = string.Join(' ', target.Aggregates.Concat(target.Cells));
            task.Values.Add($"{target.Name}: {target.Description} {names}");
        }

        task.Outputs.Add(settings.Paths.Relative(Output));
    }

    /// <summary>Writes the site. Errors ARG0970 to ARG0976; all faults of links are reported together.</summary>
    /// <param name="targets">The build's targets.</param>
    /// <param name="task">The running task.</param>
    public void Write(IReadOnlyList<TargetEntry> targets, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var site = SitePages.Read(settings.Root, targets);
        var links = new SiteLinks(site);
        if (links.Faults() is { Count: > 0 } faults) throw new ArgosyException(faults);
        foreach (var address in links.Outside) task.Log($"not checked: {address}");
        WriteTo(Output, site, links);
        task.Note($"{settings.Paths.Relative(Output)}/index.html begins {site.Pages.Count} pages; "
            + $"{links.Outside.Count} links lead elsewhere and aren't checked.");
    }

    /// <summary>Writes a site that was read and checked.</summary>
    internal static void WriteTo(string folder, SitePages site, SiteLinks links)
    {
        using var staged = new StagedFolder(folder);
        AtomicFile.Write(Path.Combine(staged.Path, SearchIndex.FileName), SearchIndex.Write(site.Pages));
        foreach (var asset in s_assets)
            AtomicFile.Write(Path.Combine(staged.Path, "assets", asset), PageFrame.Resource(asset));
        foreach (var file in site.Files)
        {
            var target = Path.Combine(staged.Path, file[(SiteDefinition.Folder.Length + 1)..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(site.Root, file), target);
        }

        var (body, frame) = (new PageBody(site, links), new PageFrame(site));
        foreach (var page in site.Pages)
            AtomicFile.Write(Path.Combine(staged.Path, page.Page.Output), frame.Around(page, body.Render(page)));
        staged.Publish();
    }

    // An invalid definition is the task's error, not its declaration's.
    private List<string> Elsewhere()
    {
        try
        {
            return
            [
                .. SiteDefinitionReader.Load(settings.Root).Pages.SelectMany(p => (string?[])
                        [p.Origin is PageOrigin.File ? p.Path : null, p.File])
                    .OfType<string>().Where(f => !f.StartsWith($"{SiteDefinition.Folder}/", StringComparison.Ordinal))
                    .Distinct().Order(StringComparer.Ordinal),
            ];
        }
        catch (ArgosyException)
        {
            return [];
        }
    }
}
