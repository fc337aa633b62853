using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Publishing;

/// <summary>Lets only proven images out: on each architecture the self-test has run, or, for an image without one, the
/// container was made.</summary>
internal sealed class PublishGate(ImageDefinition image, PublishSettings publish, TaskContext task)
{
    /// <summary>Throws for each architecture that isn't proven. Errors ARG0492 (its proof failed, wasn't tried, or
    /// is below the level that the declaration asks for), ARG0493 (inconclusive, which the declaration doesn't
    /// allow).</summary>
    /// <param name="manifests">The manifest of each architecture.</param>
    public void Require(IEnumerable<(Architecture Architecture, string Path, Digest Manifest)> manifests)
    {
        var faults = manifests.Select(m => Fault(m.Architecture, m.Path, m.Manifest)).OfType<Diagnostic>().ToList();
        if (faults.Count > 0) throw new ArgosyException(faults);
    }

    private ProofLevel AskedOf(Architecture architecture) =>
        image.For(architecture).SelfTest is null ? ProofLevel.Loads : ProofLevel.Runs;

    private Diagnostic? Fault(Architecture architecture, string path, Digest manifest)
    {
        var asked = AskedOf(architecture);
        var proven = ProofSummary.Of(path, task.ProofsOf(manifest));
        if (proven is { Disproved: null } && proven.Level >= asked) return null;
        var what = $"{image.Name} for {architecture}";
        if (proven.Disproved is { } fault)
            return new("ARG0492", new(path), $"{what} isn't pushed: {FirstLine(fault)}",
                "Correct the image; its task's log has all that the proof said.");
        if (proven.Inconclusive is not { } why)
            return new("ARG0492", new(path),
                $"{what} isn't pushed: it is proven to '{Word(proven.Level)}', and '{Word(asked)}' is asked",
                $"Run --target=Verify-Images-{architecture} first; the target Publish-Images does.");
        if (!publish.AllowInconclusive.Contains(architecture))
            return new("ARG0493", publish.Place,
                $"{what} isn't pushed, since its proof was inconclusive: {FirstLine(why)}",
                $"Make the proof possible here; or allow it with 'allow-inconclusive: [{architecture}]'.");
        task.Note($"{what} is pushed although its proof was inconclusive, which the declaration allows");
        return null;
    }

    private static string Word(ProofLevel level) => level.ToString().ToLowerInvariant();

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd().TrimEnd('.');
}
