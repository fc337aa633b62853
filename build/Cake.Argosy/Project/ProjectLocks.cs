using Argosy.Packages.Wheels;
using Argosy.Toolchains.Debian;

namespace Cake.Argosy.Project;

/// <summary>The pins of all downloads.</summary>
public sealed class ProjectLocks(Session session)
{
    /// <summary>Pins every package set and every sdist to the mirrors' current versions.</summary>
    public async Task UpdateAsync()
    {
        foreach (var set in PackageSets())
        {
            var update = await session.Roots.Builder.UpdateLockAsync(set, Session.CurrentTask.Cancellation);
            foreach (var note in update.Notes) Session.CurrentTask.Note(note);
            foreach (var change in update.Changes) Session.CurrentTask.Log($"{set}: {change}");
            Session.CurrentTask.Note(
                $"{session.Paths.Relative(update.Path)}: {update.After.Count} packages, {update.Changes.Count()} changed");
        }

        var sdists = await session.Wheels.FetchAllAsync(LockPolicy.Renew);
        SdistLock.Of(sdists).Save(Path.Combine(session.Root, SdistLock.FileName));
        Session.CurrentTask.Note($"{SdistLock.FileName}: {string.Join(", ", sdists.Select(s => $"{s.Wheel.Name} {s.Version}"))}");
    }

    private IEnumerable<PackageSet> PackageSets() =>
    [
        .. session.Model.Platforms.SelectMany(p => session.Model.Roots.Keys.Order(StringComparer.Ordinal)
            .Where(purpose => purpose != ProjectRoots.PythonBuild).Select(purpose => session.Roots.SetOf(p, purpose))),
        .. session.Roots.HostPlatforms.Select(p => session.Roots.SetOf(p, ProjectRoots.PythonBuild)),
        .. session.Model.Architectures.SelectMany(session.Images.PackageSets),
    ];
}
