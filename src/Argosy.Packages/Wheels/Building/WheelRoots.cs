using System.Collections.Concurrent;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The roots in which wheels are built: one for each platform and list of packages.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Makes them.</param>
/// <param name="wheels">The declared wheels.</param>
/// <param name="platforms">The platforms that they are built for.</param>
public sealed class WheelRoots(
    BuildSettings settings, PlatformRoots roots, IReadOnlyList<WheelDefinition> wheels,
    IReadOnlyList<Platform> platforms)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _emulated = new(StringComparer.Ordinal);

    /// <summary>Roots with further packages, each once.</summary>
    public IReadOnlyList<WheelRootOf> All => field ??=
    [
        .. platforms.SelectMany(p => Sysroots(p)).Distinct(),
        .. platforms.SelectMany(p => Sysroots(p)).Distinct()
            .Select(r => r with { Variant = new(PlatformRoots.Clean, r.Variant.Packages) }),
        .. platforms.Select(p => p.Distribution).Distinct().SelectMany(d => wheels.Select(w => new WheelRootOf(
            roots.OnHost(d), Python(w), IsHosts: true))).Where(r => r.Variant.Packages.Count > 0).Distinct(),
    ];

    /// <summary>The packages that wheels need in roots, for <see cref="PlatformRoots.Added"/>.</summary>
    public static IReadOnlyList<string> Added(Platform platform, string purpose)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return purpose switch
        {
            PlatformRoots.PythonBuild => BuildBackends.Table.BuildRoot(platform.Distribution),
            PlatformRoots.Emulated => BuildBackends.Table.EmulatedRoot(platform.Distribution),
            _ => [],
        };
    }

    /// <summary>The root of that name.</summary>
    public WheelRootOf Find(string variant, Distribution distribution, Architecture? architecture) =>
        All.Single(r => r.Variant.Name == variant && r.Platform.Distribution == distribution
            && (r.IsHosts ? architecture is null : r.Platform.Architecture == architecture));

    /// <summary>Whether a root of that name is one in which a wheel is cross-built.</summary>
    public static bool IsForBuild(WheelDefinition wheel, string variant) =>
        variant == Sysroot(wheel).Name || variant == Python(wheel).Name;

    /// <summary>Whether a root of that name is the one in which a wheel is proven.</summary>
    public static bool IsForProof(WheelDefinition wheel, string variant) => variant == Clean(wheel).Name;

    /// <summary>Declares a task that makes a root.</summary>
    public void Declare(TaskDeclaration task, WheelRootOf root)
    {
        ArgumentNullException.ThrowIfNull(root);
        roots.Declare(task, root.Platform, root.Variant);
    }

    /// <summary>Makes a root.</summary>
    public Task BuildAsync(WheelRootOf root, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(root);
        return roots.BuildAsync(root.Platform, root.Variant, task);
    }

    /// <summary>Every set of packages with a lock of its own: those of declared lists, and emulated roots of wheels
    /// that
    /// are only built so.</summary>
    public IEnumerable<PackageSet> PackageSets() =>
    [
        .. All.Select(r => roots.SetOf(r.Platform, r.Variant)),
        .. platforms.SelectMany(p => wheels.Where(w => w.Build == WheelBuildChoice.Emulated)
            .Select(Emulated).Distinct().Select(v => roots.SetOf(p, v))),
    ];

    /// <summary>The lists of packages of the further roots that a wheel's cross-build reads, relative to the
    /// project.</summary>
    public IEnumerable<string> ContentsOf(WheelDefinition wheel, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        if (Sysroot(wheel) is { Packages.Count: > 0 } sysroot)
            yield return settings.Paths.Relative(roots.ContentOf(platform, sysroot));
        if (Python(wheel) is { Packages.Count: > 0 } python)
            yield return settings.Paths.Relative(roots.ContentOf(roots.OnHost(platform.Distribution), python));
    }

    /// <summary>The sysroot of a wheel.</summary>
    public string SysrootOf(WheelDefinition wheel, Platform platform) => roots.PathOf(platform, Sysroot(wheel));

    /// <summary>The build machine's Python root of a wheel.</summary>
    public string PythonOf(WheelDefinition wheel, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return roots.PathOf(roots.OnHost(platform.Distribution), Python(wheel));
    }

    /// <summary>The build machine's Python root of a distribution, without further packages of wheels.</summary>
    public string UsualPythonOf(Distribution distribution) =>
        roots.PathOf(roots.OnHost(distribution), PlatformRoots.PythonBuild);

    /// <summary>The clean root in which a wheel is proven, with the packages that it names.</summary>
    public string CleanOf(WheelDefinition wheel, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(wheel);
        return roots.PathOf(platform, Clean(wheel));
    }

    /// <summary>A root of the platform with its Python and compilers, which is made when it is first needed.</summary>
    public async Task<string> EmulatedAsync(WheelDefinition wheel, Platform platform, TaskContext task)
    {
        var variant = Emulated(wheel);
        var path = roots.PathOf(platform, variant);
        await _emulated.GetOrAdd(path, _ => new(() =>
            roots.IsMade(platform, variant) ? Task.CompletedTask : roots.BuildAsync(platform, variant, task))).Value;
        return path;
    }

    private static RootVariant Sysroot(WheelDefinition wheel) => new(PlatformRoots.Sysroot, wheel.Packages);

    private static RootVariant Python(WheelDefinition wheel) => new(PlatformRoots.PythonBuild, wheel.BuildPackages);

    private static RootVariant Clean(WheelDefinition wheel) => new(PlatformRoots.Clean, wheel.Packages);

    private static RootVariant Emulated(WheelDefinition wheel) =>
        new(PlatformRoots.Emulated, [.. wheel.Packages, .. wheel.BuildPackages]);

    private IEnumerable<WheelRootOf> Sysroots(Platform platform) => wheels
        .Where(w => w.SkippedOn(platform) is null && w.Packages.Count > 0)
        .Select(w => new WheelRootOf(platform, Sysroot(w), IsHosts: false));
}

/// <summary>A root with further packages.</summary>
/// <param name="Platform">Its platform.</param>
/// <param name="Variant">Its purpose and packages.</param>
/// <param name="IsHosts">It is of the build machine, for all architectures.</param>
public sealed record WheelRootOf(Platform Platform, RootVariant Variant, bool IsHosts);
