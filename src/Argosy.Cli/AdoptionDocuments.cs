using Argosy.Adoption.Doctor;
using Argosy.Adoption.Init;

namespace Argosy.Cli;

/// <summary>The output of `argosy init --json`.</summary>
/// <param name="Folder">The project's folder.</param>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Project">The project's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Found">What was found, with its place.</param>
/// <param name="Files">Each file with its change: create, keep or same.</param>
/// <param name="Warnings">What couldn't be read.</param>
internal sealed record InitDocument(
    string Folder, bool DryRun, string Project, string Version, IReadOnlyList<InitFind> Found,
    IReadOnlyList<InitDocument.Planned> Files, IReadOnlyList<DiagnosticDocument> Warnings)
{
    internal InitDocument(InitPlan plan, bool dryRun)
        : this(plan.Folder, dryRun, plan.Project, plan.Version, plan.Found, [.. plan.Files.Select(f => new Planned(f))],
            [.. plan.Warnings.Select(w => new DiagnosticDocument(w.Id, w.Place.ToString(), w.Cause, w.Remedy))])
    {
    }

    /// <summary>A file; the suggestion is what could be added to one that stays, else null.</summary>
    internal sealed record Planned(string Path, string Change, string Text, string? Suggestion)
    {
        internal Planned(InitFile file)
            : this(file.Path, file.Change.ToString().ToLowerInvariant(), file.Text, file.Suggestion)
        {
        }
    }
}

/// <summary>A diagnostic.</summary>
internal sealed record DiagnosticDocument(string Id, string Place, string Cause, string Remedy);

/// <summary>The output of `argosy doctor --json`.</summary>
/// <param name="Ready">Whether a build can begin: the exit code is 0.</param>
/// <param name="Architecture">The machine's.</param>
/// <param name="Rooms">What the project declares: native, dotnet, images, wheels, debs, mirrors.</param>
/// <param name="Checks">In the order in which they matter.</param>
internal sealed record DoctorDocument(
    bool Ready, string Architecture, IReadOnlyList<string> Rooms, IReadOnlyList<DoctorDocument.Checked> Checks)
{
    internal DoctorDocument(ProjectNeeds needs, Machine machine, IReadOnlyList<Check> checks)
        : this(Examination.IsReady(checks), machine.Host.Architecture.Name,
            [.. needs.Rooms.Order(StringComparer.Ordinal)], [.. checks.Select(c => new Checked(c))])
    {
    }

    /// <summary>A check: its state is ok, warning or missing; package and remedy may be null.</summary>
    internal sealed record Checked(string Name, string State, string Why, string? Remedy, string? Package)
    {
        internal Checked(Check check)
            : this(check.Name, check.State.ToString().ToLowerInvariant(), check.Why, check.Remedy, check.Package)
        {
        }
    }
}
