using Argosy.Build;
using Argosy.Site.Documentation;
using Argosy.Site.Documentation.Checking;
using Argosy.Site.Documentation.Reading;
using Argosy.Site.Documentation.Reference;
using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Argosy.Tests;

namespace Argosy.Site.Tests;

/// <summary>This repository's own documentation, with the targets of its real task classes.</summary>
internal static class OwnSite
{
    public static IReadOnlyList<TargetEntry> Targets { get; } = Describe();

    public static SitePages Pages { get; } = SitePages.Read(Repository.Root, Targets);

    public static SiteLinks Links { get; } = new(Pages);

    /// <summary>The words of a page.</summary>
    public static string Words(string path) =>
        PlainText.Of(Pages.Find(path)?.Document ?? throw new InvalidOperationException($"no page {path}"));

    /// <summary>Writes it, read anew: writing changes the pages' trees.</summary>
    public static void WriteTo(string folder)
    {
        var site = SitePages.Read(Repository.Root, Targets);
        SiteBuild.WriteTo(folder, site, new(site));
    }

    private static IReadOnlyList<TargetEntry> Describe()
    {
        var context = new FakeContext(Repository.Root);
        var builds = new Builds(
            CommandLineSettings.Read(context), SigningSettingsReader.Read(context, Repository.Root));
        return new TaskRegistration(new(context, builds), _ => throw new NotSupportedException(),
            typeof(TaskRegistration).Assembly, typeof(Lint).Assembly).Describe();
    }
}
