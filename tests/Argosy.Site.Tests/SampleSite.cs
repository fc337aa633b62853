using Argosy.Platforms.Diagnostics;
using Argosy.Site.Documentation;
using Argosy.Site.Documentation.Checking;
using Argosy.Site.Documentation.Reading;

namespace Argosy.Site.Tests;

/// <summary>A small project with documentation.</summary>
internal sealed class SampleSite : IDisposable
{
    public const string Definition = """
        title: Demo
        ids: "ERR[0-9]{3}"
        sections:
          - title: Start
            pages: [docs/index.md, docs/errors.md]
        """;

    private readonly TestFolder _folder = new();

    public SampleSite(string index, string definition = Definition)
    {
        _folder.Write("docs/site.yaml", definition);
        _folder.Write("docs/index.md", index);
        _folder.Write("docs/errors.md", "# Errors\n\n| Id | Meaning |\n|---|---|\n| ERR001 | It is *broken*. |\n");
        _folder.Write("docs/pictures/a.svg", "<svg/>");
        _folder.Write("src/code.c", "int x;\n");
    }

    public TestFolder Folder => _folder;

    public SitePages Read() => SitePages.Read(_folder.Path, []);

    public IReadOnlyList<Diagnostic> Faults() => new SiteLinks(Read()).Faults();

    /// <summary>The first page as it is written.</summary>
    public string Page(string name = "index.html")
    {
        var site = Read();
        SiteBuild.WriteTo(_folder["out"], site, new(site));
        return File.ReadAllText(_folder["out", name]);
    }

    public void Dispose() => _folder.Dispose();
}
