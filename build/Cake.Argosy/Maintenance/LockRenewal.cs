using Argosy.Toolchains.Debian;
using Cake.Argosy.Tasks;

namespace Cake.Argosy.Maintenance;

/// <summary>The pins of all downloads.</summary>
internal static class LockRenewal
{
    /// <summary>Pins every package set and every sdist to the mirrors' current versions.</summary>
    public static async Task RunAsync(BuildContext context)
    {
        foreach (var set in PackageSets(context)) await RenewAsync(context, set);
        await context.Wheels.RenewLockAsync(context.Task);
    }

    /// <summary>Pins one package set to the mirrors' current versions.</summary>
    public static async Task RenewAsync(BuildContext context, PackageSet set)
    {
        var update = await context.Roots.Builder.UpdateLockAsync(set, context.Task.Cancellation);
        foreach (var note in update.Notes) context.Task.Note(note);
        foreach (var change in update.Changes) context.Task.Log($"{set}: {change}");
        context.Task.Note(
            $"{context.Paths.Relative(update.Path)}: "
            + $"{update.After.Count} packages, {update.Changes.Count()} changed");
    }

    // Those of the model, and the usual ones that it needn't describe.
    private static IEnumerable<string> Purposes(BuildContext context) => context.Model.Roots.Keys
        .Concat(ModelCells.Sysroots(context).Any() ? [PlatformRoots.Sysroot] : [])
        .Concat(ModelCells.CleanRoots(context).Any() ? [PlatformRoots.Clean] : [])
        .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<PackageSet> PackageSets(BuildContext context) =>
    [
        .. context.Model.Platforms.SelectMany(p => Purposes(context)
            .Where(purpose => purpose != PlatformRoots.PythonBuild).Select(purpose => context.Roots.SetOf(p, purpose))),
        .. context.Roots.HostPlatforms.Select(p => context.Roots.SetOf(p, PlatformRoots.PythonBuild)),
        .. context.Wheels.Roots.PackageSets(),
        .. context.Model.Architectures.SelectMany(context.Images.PackageSets),
    ];
}
