using Argosy.Site.Documentation;
using Argosy.Site.Documentation.Reading;

namespace Argosy.Dashboard.Tests;

/// <summary>This repository's documentation, written once for all tests of a class.</summary>
public sealed class SiteFolder : IDisposable
{
    private readonly TestFolder _folder = new();

    public SiteFolder()
    {
        var site = SitePages.Read(Repository.Root,
            [new("Native", "Cross-builds", ["Native"], ["Native-demo-x64"], Exists: true, IsOwn: false)]);
        SiteBuild.WriteTo(_folder["site"], site, new(site));
    }

    public string At(string page) => _folder["site", page];

    /// <summary>All pages, relative to the site.</summary>
    public IEnumerable<string> Pages =>
        _folder.Files("site").Where(f => f.EndsWith(".html", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();
}
