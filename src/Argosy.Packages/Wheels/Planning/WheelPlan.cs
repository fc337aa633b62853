using Argosy.Artifacts;
using Argosy.Packages.Wheels.Constraints;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Markers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Planning;

/// <summary>Which wheels are built for which platforms: the notes and constraints of a project with its lock, and
/// nothing else.</summary>
public sealed class WheelPlan
{
    private readonly Dictionary<(string Name, Platform Platform), PlannedWheel> _wheels;

    private WheelPlan(
        IReadOnlyList<Platform> platforms, IReadOnlyList<PlannedWheel> wheels, IReadOnlyList<Diagnostic> faults)
    {
        (Platforms, Wheels, Faults) = (platforms, wheels, faults);
        _wheels = wheels.ToDictionary(w => (w.Definition.Name, w.Platform));
    }

    /// <summary>The platforms that wheels are declared for, in the model's order.</summary>
    public IReadOnlyList<Platform> Platforms { get; }

    /// <summary>Each package on each of these platforms, sorted by name, then in the platforms' order.</summary>
    public IReadOnlyList<PlannedWheel> Wheels { get; }

    /// <summary>Lines of the constraints that can't be used, and notes on packages that no line has. They don't keep
    /// others from being built.</summary>
    public IReadOnlyList<Diagnostic> Faults { get; }

    /// <summary>The names of packages that are built for at least one platform, sorted.</summary>
    public IReadOnlyList<string> Built =>
        [.. Wheels.Where(w => w.IsBuilt).Select(w => w.Definition.Name).Distinct()];

    /// <summary>The package on a platform; null if none of that name is declared there.</summary>
    public PlannedWheel? Find(string name, Platform platform) => _wheels.GetValueOrDefault((name, platform));

    /// <summary>The wheels that are built for a platform, sorted by name.</summary>
    public IReadOnlyList<PlannedWheel> BuiltOn(Platform platform) =>
        [.. Wheels.Where(w => w.IsBuilt && w.Platform == platform)];

    /// <summary>Plans a project's wheels.</summary>
    /// <param name="set">What the project declares.</param>
    /// <param name="constraints">Its constraints; null if it has no such file.</param>
    /// <param name="pins">Its lock.</param>
    /// <param name="model">Its platforms.</param>
    public static WheelPlan Of(WheelSet set, ConstraintsFile? constraints, SdistLock pins, Model model)
    {
        IReadOnlyList<Platform> platforms = set.Platforms.Count == 0
            ? model.Platforms
            : [.. model.Platforms.Where(set.Platforms.Contains)];
        if (constraints is null)
        {
            return new(platforms, [.. from d in set.Packages from p in platforms select Decide(d, p, pins, null)], []);
        }

        var faults = constraints.Faults.Select(f => f.Diagnostic).ToList();
        var notes = set.Packages.ToDictionary(d => d.Name);
        var names = constraints.Lines.Select(l => l.Name)
            .Concat(constraints.Faults.Select(f => f.Name).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        var unnamed = set.Packages.Where(d => d.Project is null && !names.Contains(d.Name));
        faults.AddRange(unnamed.Select(d => new Diagnostic(
            "ARG0550", d.Place,
            $"no line of {set.Constraints} has '{d.Name}'",
            Suggestion.TryNearest(d.Name, names) is { } near ? $"Did you mean '{near}'?" : "Remove the note.")));

        var wheels = new List<PlannedWheel>();
        var declared = constraints.Lines.Select(l => l.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var platform in platforms)
        {
            var here = constraints.For(MarkerEnvironment.Of(platform), platform.Name);
            var lines = here.Lines.ToDictionary(l => l.Name);
            var refused = here.Faults.ToDictionary(f => f.Name!, f => f.Diagnostic);
            faults.AddRange(refused.Values);
            wheels.AddRange(declared.Select(name => Decide(
                notes.GetValueOrDefault(name) ?? new(name), platform, pins, lines.GetValueOrDefault(name),
                refused.GetValueOrDefault(name))));
            // Parts of this project need no constraint.
            wheels.AddRange(set.Packages.Where(d => d.Project is not null && !declared.Contains(d.Name))
                .Select(d => Decide(d, platform, pins, null)));
        }

        var order = platforms.Index().ToDictionary(p => p.Item, p => p.Index);
        return new(platforms,
            [.. wheels.OrderBy(w => w.Definition.Name, StringComparer.Ordinal).ThenBy(w => order[w.Platform])],
            [.. faults.Distinct()]);
    }

    private static PlannedWheel Decide(WheelDefinition note, Platform platform, SdistLock pins, ConstraintLine? line,
        Diagnostic? refused)
    {
        if (refused is not null) return new(note, platform, WheelDecision.Refused, refused.ToString());
        return line is null
            ? new(note, platform, WheelDecision.NotNeeded)
            : Decide(Versioned(note, line), platform, pins, line);
    }

    private static PlannedWheel Decide(
        WheelDefinition wheel, Platform platform, SdistLock pins, ConstraintLine? line)
    {
        if (wheel.SkippedOn(platform) is { } reason) return new(wheel, platform, WheelDecision.Skipped, reason);
        return line is not null && pins.Find(wheel)?.Upstream.GetValueOrDefault(platform.Name) is { } file
            ? new(wheel, platform, WheelDecision.Upstream, file)
            : new(wheel, platform, WheelDecision.Build);
    }

    private static WheelDefinition Versioned(WheelDefinition note, ConstraintLine line) => note.Version is not null
        ? note
        : note with
        {
            Version = line.Version,
            Place = note.Fingerprint.Length == 0 ? line.Place : note.Place,
            Fingerprint = Digest.Of($"{note.Fingerprint} {line.Name} {line.Version}").Hex,
        };
}
