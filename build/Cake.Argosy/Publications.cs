using Argosy.Packages.Mirrors;
using Argosy.Release.Publication;
using Cake.Argosy.Graph;
using Cake.Argosy.Tasks;

namespace Cake.Argosy;

/// <summary>Makes the publication of a release from the run's options and the model's cells.</summary>
internal static class Publications
{
    /// <summary>Reads the options. Errors ARG0257 and ARG0259.</summary>
    public static PublicationBuild Of(BuildContext context)
    {
        var signing = SigningSettingsReader.Read(context, context.Settings.Root);
        var options = new PublicationOptions(
            context.Arguments.GetArguments(PublicationOptions.TargetOption).LastOrDefault(),
            context.Arguments.HasArgument("release-dry-run"),
            PushOptions.Read(context.Arguments), PublishOptionsReader.Read(context.Arguments, signing));
        return new(context.Settings, context.Release.Folder, options,
            [.. ModelCells.PublishedImages(context).Select(c => context.Images.Find(c.ItemName))],
            [.. MirrorsOf(context)]);
    }

    private static IEnumerable<ReleaseMirror> MirrorsOf(BuildContext context)
    {
        foreach (var platform in ModelCells.WheelFolders(context).Select(c => c.Platform))
        {
            yield return new($"wheel/{platform.WheelSlug}",
                async task => await new WheelMirror(context.Settings, platform).ProvenAsync(task));
        }

        if (new MirrorNuget().Exists(context)) yield return Whole("nuget");
        if (new MirrorDebian().Exists(context)) yield return Whole("debian");
    }

    private static ReleaseMirror Whole(string name) => new(name, _ => Task.FromResult<string?>(null));
}
