using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels.Constraints;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Planning;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels;

/// <summary>What is built, and out of which sdists.</summary>
public sealed partial class WheelBuild
{
    private ArgosyException? _damage;

    /// <summary>What <c>wheels/wheels.yaml</c> says.</summary>
    public WheelSet Set => field ??= WheelSet.LoadAll(settings.Root).CheckFor(settings.Model);

    /// <summary>The constraints; null if the project has no such file.</summary>
    public ConstraintsFile? Constraints =>
        Set.Constraints is { } path ? field ??= ConstraintsFile.Load(settings.Root, path) : null;

    /// <summary>Which wheels are built for which platforms. Nothing but the project's files determines it.</summary>
    public WheelPlan Plan => field ??= WheelPlan.Of(Set, Constraints, Pins, settings.Model);

    /// <summary>The folder that keeps sdists.</summary>
    internal string SdistCache { get; init; } = SdistFetcher.DefaultCache;

    /// <summary>The lock, as it was when the run began. A damaged one pins nothing: it fails the tasks that fetch, so
    /// that Update-Locks can write it anew.</summary>
    private SdistLock Pins => field ??= LoadPins();

    /// <summary>The wheels that are built for at least one platform, sorted by name.</summary>
    public IReadOnlyList<WheelDefinition> Definitions => field ??= [.. Plan.Built.Select(Find)];

    private string LockPath => Path.Combine(settings.Root, SdistLock.FileName);

    private SourceArchive Archive => new(settings.Model.Distributions[0], settings.Model.DebianMirror)
    {
        Sources = Set.Sources,
        Root = settings.Root,
    };

    /// <summary>The wheels that are built from sdists, sorted by name; all others are parts of this
    /// project.</summary>
    public IEnumerable<WheelDefinition> Fetched => Definitions.Where(d => d.Project is null);

    /// <summary>The wheel of that name, as it is built for the first of its platforms.</summary>
    public WheelDefinition Find(string name) =>
        Plan.Wheels.First(w => w.IsBuilt && w.Definition.Name == name).Definition;

    /// <summary>The wheel of that name, with the version for a platform.</summary>
    public WheelDefinition Find(string name, Platform platform) =>
        (Plan.Find(name, platform) ?? throw new ArgumentException($"no wheel '{name}' on {platform}", nameof(name)))
        .Definition;

    /// <summary>The wheels that are built for a platform, sorted by name.</summary>
    public IReadOnlyList<WheelDefinition> BuiltOn(Platform platform) =>
        [.. Plan.BuiltOn(platform).Select(w => w.Definition)];

    /// <summary>Declares that a package's sdists are fetched, one for each version that a platform needs.</summary>
    public void DeclareFetch(TaskDeclaration task, string name) => task
        .Values($"locked={settings.Locked}", name, string.Join(';', Set.Sources))
        .Values([.. Versions(name).Select(PinOf)])
        .LocalOnly();

    /// <summary>Fetches a package's sdists into the user's cache.</summary>
    public Task FetchAsync(string name, TaskContext task) => FetchAsync(Versions(name), task);

    /// <summary>Fetches a wheel's sdist into the user's cache.</summary>
    public async Task<Sdist> FetchAsync(WheelDefinition wheel, TaskContext task) =>
        (await FetchAsync([wheel], task))[0];

    private Task<Sdist> SourceOfAsync(WheelDefinition wheel, TaskContext task) => wheel.Project is null
        ? FetchAsync(wheel, task)
        : Task.Run(() => OwnSource.Of(wheel, settings.Root, settings.Model.Project.Version), task.Cancellation);

    /// <summary>Pins the sdists of all wheels to what their sources have now, and notes what the index has. Writes the
    /// lock; then error ARG0552 for each package that no source has.</summary>
    public async Task RenewLockAsync(TaskContext task)
    {
        var plan = WheelPlan.Of(Set, Constraints, SdistLock.Empty, settings.Model);
        var (pins, missing) = await new SdistRenewal(Fetcher(task), Archive, new(task.Log))
            .RunAsync(plan, Constraints is not null, task.Cancellation);
        pins.Save(LockPath);
        task.Note($"{SdistLock.FileName}: {string.Join(", ", pins.Entries.SelectMany(
            e => e.Value.Select(p => $"{e.Key} {p.Version}")))}");
        foreach (var fault in plan.Faults) task.Note($"{fault}");
        if (missing.Count > 0) throw new ArgosyException(missing);
    }

    /// <summary>What a wheel's pinned sdist says that the project needs; empty if the user's cache lacks the sdist, or
    /// it can't be read or says nothing.</summary>
    internal async Task<IReadOnlyList<string>> FindRequirementsAsync(
        WheelDefinition wheel, CancellationToken cancellation)
    {
        if (Pins.Find(wheel)?.Sdist is not { } pin
            || SdistFetcher.FindCached(SdistCache, pin) is not { } path) return [];
        try
        {
            return await new SdistSource(path).FindRequirementsAsync(cancellation);
        }
        catch (ArgosyException)
        {
            // The tasks that build from it say what is wrong with it.
            return [];
        }
    }

    private SdistLock LoadPins()
    {
        try
        {
            return SdistLock.Load(LockPath);
        }
        catch (ArgosyException e)
        {
            _damage = e;
            return SdistLock.Empty;
        }
    }

    // A value of the tasks that use the sdist: another pin, another task.
    private string PinOf(WheelDefinition wheel) =>
        Pins.Find(wheel)?.Sdist is { } sdist ? $"{wheel.Version} {sdist.File} {sdist.Digest}" : $"{wheel.Version}";

    private List<WheelDefinition> Versions(string name) =>
        [.. Plan.Wheels.Where(w => w.IsBuilt && w.Definition.Name == name).Select(w => w.Definition)
            .DistinctBy(d => d.Version)];

    private Task<IReadOnlyList<Sdist>> FetchAsync(IReadOnlyList<WheelDefinition> wheels, TaskContext task)
    {
        var pins = Pins;
        if (_damage is not null) throw _damage;
        return Fetcher(task).FetchAsync(wheels, pins, settings.Locked ? LockPolicy.Require : LockPolicy.Prefer, Archive,
            task.Cancellation);
    }

    private SdistFetcher Fetcher(TaskContext task) =>
        new(new(task.Log), SdistCache, note =>
        {
            task.Unpinned();
            task.Note(note);
        });
}
