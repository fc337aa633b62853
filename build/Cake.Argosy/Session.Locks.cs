using Argosy.Packages.Wheels;
using Argosy.Toolchains.Debian;

namespace Cake.Argosy;

public sealed partial class Session
{
    /// <summary>Pins every package set and every sdist to what the mirrors have now.</summary>
    public async Task UpdateLocksAsync()
    {
        foreach (var set in PackageSets())
        {
            var update = await Roots.UpdateLockAsync(set, CurrentTask.Cancellation);
            foreach (var note in update.Notes) CurrentTask.Note(note);
            foreach (var change in update.Changes) CurrentTask.Log($"{set}: {change}");
            CurrentTask.Note($"{Paths.Relative(update.Path)}: {update.After.Count} packages, {update.Changes.Count()} changed");
        }

        var sdists = await FetchSdistsAsync(LockPolicy.Renew);
        SdistLock.Of(sdists).Save(Path.Combine(Root, SdistLock.FileName));
        CurrentTask.Note($"{SdistLock.FileName}: {string.Join(", ", sdists.Select(s => $"{s.Wheel.Name} {s.Version}"))}");
    }

    private IEnumerable<PackageSet> PackageSets() =>
    [
        .. Model.Platforms.SelectMany(p => Model.Roots.Keys.Order(StringComparer.Ordinal)
            .Where(purpose => purpose != PythonBuild).Select(purpose => RootSet(p, purpose))),
        .. BuildPlatforms(Model).Select(p => RootSet(p, PythonBuild)),
        .. Model.Architectures.SelectMany(a => Images.Select(image => ImageSet(image, a))),
    ];
}
