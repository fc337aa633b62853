using System.Collections.Concurrent;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>The ledger of a project's wheels: <c>artifacts/ledger/</c>.</summary>
/// <param name="settings">The run.</param>
/// <param name="wheels">What is declared.</param>
public sealed class LedgerBuild(BuildSettings settings, WheelBuild wheels)
{
    private const int MostNamed = 20;

    /// <summary>The folder of the ledger.</summary>
    public string Folder => Path.Combine(settings.Paths.Artifacts, "ledger");

    /// <summary>Declares what determines it, besides the wheels and their proofs, and its folder. No cache keeps it: it
    /// compares with the last one of this machine.</summary>
    public void Declare(TaskDeclaration task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var platforms = Platforms();
        var lines = LedgerPlans.Of(wheels.Plan, platforms)
            .Select(p => $"{p.Name} {p.Version} {p.Platform.Name} {p.Decided} {p.Reason}");
        task.Values(
            $"of {settings.Model.Project.Name}",
            $"platforms {string.Join(' ', platforms.Select(p => $"{p.Name} {p.WheelSlug}"))}",
            $"lines {Digest.Of(string.Join('\n', lines))}");
        // Runs with a given ledger write there, too.
        task.Outputs(settings.Paths.Relative(Folder)).UpdatesOutputs();
    }

    /// <summary>Writes the ledger as data, page and lists, and its table to the log. Error ARG0570 afterwards if a line
    /// that was to give a wheel gave none.</summary>
    /// <param name="previous">The path of a ledger to compare with; null for the last one on this machine.</param>
    /// <param name="width">The terminal's columns.</param>
    /// <param name="task">The running task.</param>
    public async Task WriteAsync(string? previous, int width, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var ledger = new LedgerHistory(Path.Combine(settings.Paths.State, "ledger"))
            .Compare(await MakeAsync(task), previous is null ? null : Path.GetFullPath(previous, settings.Root));
        using (var staged = new StagedFolder(Folder))
        {
            LedgerFile.Write(Path.Combine(staged.Path, LedgerFile.FileName), ledger);
            LedgerPage.Write(staged.Path, ledger, settings.Model.Project.Name);
            FailedLists.Write(staged.Path, ledger);
            staged.Publish();
        }

        foreach (var line in LedgerTable.Render(ledger, width).TrimEnd('\n').Split('\n')) task.Log(line);
        var failed = ledger.Ranked().Where(l => l.Cells.Any(c => c.Status.IsMissing())).ToList();
        task.Note(
            $"{settings.Paths.Relative(Folder)}/{LedgerPage.FileName} has what became of {ledger.Lines.Count} lines; "
            + $"{failed.Count} lack a wheel.");
        if (failed.Count + wheels.Plan.Faults.Count > 0)
            throw new ArgosyException([.. wheels.Plan.Faults, .. Missing(failed)]);
    }

    private async Task<WheelLedger> MakeAsync(TaskContext task)
    {
        var platforms = Platforms();
        var outcomes = new LedgerOutcomes(settings.Paths, task);
        return LedgerMaker.Make(platforms, LedgerPlans.Of(wheels.Plan, platforms), outcomes.Of,
            await SdistsRequirementsAsync(platforms, task.Cancellation));
    }

    private List<Platform> Platforms() =>
    [
        .. settings.Model.Platforms.Where(p => settings.Architectures.Contains(p.Architecture)
            && settings.Includes(p.Distribution, p.Architecture) && wheels.Plan.Platforms.Contains(p)),
    ];

    // Of packages without a wheel; what a wheel needs is in it.
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> SdistsRequirementsAsync(
        List<Platform> platforms, CancellationToken cancellation)
    {
        var missing = wheels.Plan.Wheels.Where(w => platforms.Contains(w.Platform))
            .GroupBy(w => w.Definition.Name, StringComparer.Ordinal)
            .Where(g => !g.Any(w => FolderListing.FilesOf(
                settings.Paths.Wheel(w.Platform, w.Definition.Name), ".whl").Count > 0))
            .SelectMany(g => g.Select(w => w.Definition).DistinctBy(d => d.Version)).ToList();
        var found = new ConcurrentBag<(string Name, IReadOnlyList<string> Needs)>();
        await Parallel.ForEachAsync(missing, cancellation, async (wheel, token) =>
            found.Add((wheel.Name, await wheels.FindRequirementsAsync(wheel, token))));
        return found.GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(
            g => g.Key, IReadOnlyList<string> (g) => [.. g.SelectMany(f => f.Needs).Order(StringComparer.Ordinal)],
            StringComparer.Ordinal);
    }

    private static List<Diagnostic> Missing(List<LedgerLine> failed)
    {
        var diagnostics = failed.Take(MostNamed).Select(line =>
        {
            var cells = line.Cells.Where(c => c.Status.IsMissing()).ToList();
            var reason = cells.Select(c => c.Reason).FirstOrDefault(r => r is not null)?.Split('\n')[0].TrimEnd('.');
            return new Diagnostic("ARG0570", new(line.Text),
                $"it has no wheel for {string.Join(", ", cells.Select(c => c.Platform))}"
                + (reason is null ? "" : $": {reason}"),
                "Repair its build, or declare 'skip' with the reason in wheels/wheels.yaml.");
        }).ToList();
        if (failed.Count > MostNamed)
            diagnostics.Add(new("ARG0570", new("ledger"), $"{failed.Count - MostNamed} more lines have no wheel",
                $"artifacts/ledger/{LedgerPage.FileName} names all of them."));
        return diagnostics;
    }
}
