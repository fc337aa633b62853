using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels.Building;
using Argosy.Packages.Wheels.Proof;
using Argosy.Platforms.Building;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>Finds what became of wheels, from the records of builds and proofs.</summary>
/// <param name="paths">The project.</param>
/// <param name="task">Knows the proofs.</param>
internal sealed class LedgerOutcomes(ProjectPaths paths, TaskContext task)
{
    /// <summary>The outcome for a line and platform.</summary>
    public LedgerOutcome Of(LedgerPlan plan)
    {
        var folder = paths.Wheel(plan.Platform, plan.Name);
        var record = WheelRecord.TryLoad(Path.Combine(folder, WheelRecord.FileName));
        if (FolderListing.FilesOf(folder, ".whl") is [var path, ..])
            return Built(plan, WheelFile.Read(path), record);
        var failure = WheelRecord.TryLoad(paths.WheelFailure(plan.Platform, plan.Name));
        return new(failure?.How == WheelBuilt.Inconclusive ? LedgerStatus.Inconclusive : LedgerStatus.Failed,
            failure?.Version, failure?.Error ?? "It wasn't built: the logs of the tasks before it have the reason.");
    }

    private LedgerOutcome Built(LedgerPlan plan, WheelFile wheel, WheelRecord? record)
    {
        var status = wheel.Name.PlatformTag == "any" ? LedgerStatus.Pure
            : record?.How is WheelBuilt.Emulated ? LedgerStatus.Emulated : LedgerStatus.Cross;
        if (ProofFailure.TryLoad(paths, plan.Platform, wheel) is { } failure)
            return new(failure.Inconclusive ? LedgerStatus.Inconclusive : LedgerStatus.Failed, wheel.Name.Version,
                $"proof: {failure.Reason}", wheel.Path);
        var proof = task.ProofsOf(wheel.Digest).Where(p => !p.Inconclusive && !p.Disproved)
            .OrderByDescending(p => p.Level).FirstOrDefault();
        return new(status, wheel.Name.Version,
            record?.Fallback is { } fallback ? $"cross-build: {fallback}" : null, wheel.Path,
            proof?.Level.ToString().ToLowerInvariant());
    }
}
