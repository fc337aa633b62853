using Argosy.Adoption.Sources;
using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Items;

namespace Argosy.Adoption.Doctor;

/// <summary>What a project's model and data folders need of a machine.</summary>
public sealed record ProjectNeeds
{
    private const string All = "any";

    // Targets that compile nothing and enter no root.
    private static readonly string[] s_light = ["Pipelines", "Devstack", "Clean", "Tidy"];

    private static readonly (string Target, string[] Rooms)[] s_targets =
    [
        ("Native", ["native"]), ("Verify-Native", ["native"]), ("Sysroot", ["native"]), ("Test-Native", ["native"]),
        ("Dotnet", ["native", "dotnet"]), ("Pack", ["native", "dotnet"]), ("Verify-Pack", ["native", "dotnet"]),
    ];

    /// <summary>The rooms that are declared: native, dotnet, images, wheels, debs, mirrors.</summary>
    public required IReadOnlySet<string> Rooms { get; init; }

    /// <summary>The architectures to build for.</summary>
    public required IReadOnlyList<Architecture> Architectures { get; init; }

    /// <summary>Debian packages that native items are compiled with.</summary>
    public required IReadOnlySet<string> Compiled { get; init; }

    /// <summary>Programs that items name under <c>tools:</c>, with the items that do.</summary>
    public IReadOnlyDictionary<string, string> Tools { get; init; } = new Dictionary<string, string>();

    /// <summary>The build systems of native items, as conditions of build/packages.txt name them: meson, autotools,
    /// command.</summary>
    public IReadOnlySet<string> BuildSystems { get; init; } = new HashSet<string>();

    /// <summary>Native items with C++ in them.</summary>
    public IReadOnlyList<string> Cxx { get; init; } = [];

    /// <summary>The needs of a project.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="model">Its model.</param>
    /// <param name="target">The target that is to run; null for all.</param>
    public static ProjectNeeds Of(string root, Model model, string? target)
    {
        ArgumentNullException.ThrowIfNull(model);
        var files = new ProjectFiles(root, new Findings());
        var rooms = new HashSet<string>(StringComparer.Ordinal);
        if (model.Native.Count > 0) rooms.Add("native");
        if (model.Dotnet.Count > 0) rooms.Add("dotnet");
        if (files.Below("images").Any(f => Path.GetFileName(f) == "image.yaml")) rooms.Add("images");
        if (RoomFile.IsThere(root, "wheels/wheels.yaml")) rooms.Add("wheels");
        if (RoomFile.IsThere(root, "debs/debs.yaml")) rooms.Add("debs");
        if (RoomFile.IsThere(root, "mirrors/mirrors.yaml")) rooms.Add("mirrors");
        if (target is not null) rooms.IntersectWith(RoomsOf(target, rooms));
        var native = rooms.Contains("native") ? model.Native : [];
        return new()
        {
            Rooms = rooms,
            Architectures = model.Architectures,
            Compiled = native.SelectMany(n => n.Packages).ToHashSet(StringComparer.Ordinal),
            Tools = native.SelectMany(n => n.Tools.Select(t => (Tool: t, Item: n.Name))).GroupBy(t => t.Tool)
                .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(t => t.Item)), StringComparer.Ordinal),
            BuildSystems = native.Select(n => BuildSystemOf(root, n)).ToHashSet(StringComparer.Ordinal),
            Cxx = [.. native.Where(n => files.Ending(n.Source, ".cc", ".cpp", ".cxx").Any()
                || n.Packages.Contains("libstdc++6")).Select(n => n.Name)],
        };
    }

    /// <summary>Whether anything runs for an architecture other than the machine's.</summary>
    public bool HasForeign(Host host) =>
        Architectures.Any(a => !host.Runs(a)) && (Rooms.Count > 1 || !Rooms.Contains("mirrors"))
        && Rooms.Count > 0;

    /// <summary>Whether a package for this room is needed; see Data/rooms.txt.</summary>
    internal bool Needs(string room, Host host) => room switch
    {
        All => true,
        "foreign" => HasForeign(host),
        _ when room.StartsWith("package:", StringComparison.Ordinal) => Compiled.Contains(room["package:".Length..]),
        _ => Rooms.Contains(room),
    };

    // As build.sh's has_source.
    private static string BuildSystemOf(string root, NativeItem item)
    {
        if (item.Build is { } named) return named.ToString().ToLowerInvariant();
        bool Has(params string[] files) => files.Any(f => File.Exists(Path.Combine(root, item.Source, f)));
        return Has("CMakeLists.txt") ? "cmake"
            : Has("meson.build") ? "meson"
            : Has("configure", "configure.ac", "configure.in", "autogen.sh") ? "autotools"
            : "cmake";
    }

    private static IEnumerable<string> RoomsOf(string target, IEnumerable<string> all)
    {
        if (s_light.Any(t => Is(target, t))) return [];
        var known = s_targets.Where(t => Is(target, t.Target)).Select(t => t.Rooms).FirstOrDefault();
        return known ?? [.. all];
    }

    private static bool Is(string target, string name) => target.Equals(name, StringComparison.OrdinalIgnoreCase)
        || target.StartsWith($"{name}-", StringComparison.OrdinalIgnoreCase);
}
