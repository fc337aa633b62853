using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Debian;

/// <summary>Requires one version of a set's Debian packages over all architectures: an index of images, or a family of
/// sysroots, with different versions in its parts is an undesired result.</summary>
/// <param name="model">The model.</param>
/// <param name="chosen">The architectures of this run: no other one is resolved, only its lock is read.</param>
public sealed class RootConsistency(Model model, IReadOnlyCollection<Architecture> chosen)
{
    private const int Most = 8;

    /// <summary>The part of the model that allows an architecture's set to differ: it is part of a task's
    /// key.</summary>
    public static string ValueFor(Model model, Architecture architecture) =>
        $"differences={model.AllowedDifferences.GetValueOrDefault(architecture)}";

    /// <summary>Error ARG0784 if architectures differ and the model doesn't allow it; a note if it does.</summary>
    public async Task CheckAsync(RootBuilder builder, PackageSet set, BuiltRoot root, TaskContext task)
    {
        var architecture = set.Platform.Architecture;
        var reason = model.AllowedDifferences.GetValueOrDefault(architecture);
        var others = model.Architectures
            .Where(a => a != architecture && !model.AllowedDifferences.ContainsKey(a))
            .Where(a => chosen.Contains(a) || builder.IsPinned(set.On(a)))
            .ToList();
        var differences = await builder.DifferencesAsync(set, root, others, task.Cancellation);
        if (differences.Count == 0) return;
        if (reason is null) throw Refused(set, differences);
        foreach (var difference in differences) task.Log($"{set}: {difference}");
        task.Note($"{architecture} has other versions of packages than {string.Join(" and ", others)}, "
            + $"as {Model.FileName} allows: {reason}");
    }

    private static ArgosyException Refused(PackageSet set, IReadOnlyList<PackageDifference> differences)
    {
        var shown = differences.Take(Most).Select(d => d.ToString());
        var rest = differences.Count > Most ? $"; and {differences.Count - Most} more" : "";
        return new(new Diagnostic("ARG0784", set.Place,
            $"the packages of '{set.Name}' differ between architectures. "
            + $"{set.Platform.Architecture} has {string.Join("; ", shown)}{rest}",
            "Run ./build.sh --target=Update-Locks, which pins all of them anew; "
            + "where a mirror lags, allow it with a reason: "
            + $"debian: allow-differences: {{{differences[0].Other.Architecture}: …}} in {Model.FileName}."));
    }
}
