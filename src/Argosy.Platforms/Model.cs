using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms;

/// <summary>The contents of <c>argosy.yaml</c>.</summary>
/// <param name="Project">Facts of the project.</param>
/// <param name="Architectures">In the order of the dialect table, not of the file.</param>
/// <param name="Distributions">As listed; native code and images are built on the first.</param>
/// <param name="Roots">Debian packages of each purpose's roots, by the purpose's name, sorted.</param>
/// <param name="MirrorAddress">The address that will serve <c>artifacts/mirror</c>; NuGet's index needs it.</param>
/// <param name="DebianMirror">A Debian mirror's address, if it is not the machine's own.</param>
public sealed record Model(
    ProjectFacts Project,
    IReadOnlyList<Architecture> Architectures,
    IReadOnlyList<Distribution> Distributions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Roots,
    Uri MirrorAddress,
    string? DebianMirror)
{
    private const string Sysroot = "sysroot";
    private const string DefaultMirrorAddress = "http://localhost:8080/";

    /// <summary>The architecture of CI's own nodes, with which it compares the others.
    /// Nothing need be built for it.</summary>
    public Architecture Baseline { get; private init; } = Architecture.DefaultBaseline;

    /// <summary>Whether an architecture is the baseline.</summary>
    public bool IsBaseline(Architecture architecture) => architecture == Baseline;

    /// <summary>The architectures beside the baseline.</summary>
    public IEnumerable<Architecture> Foreign => Architectures.Where(a => a != Baseline);

    /// <summary>How long apt takes the archive of Debian packages for valid after the source date; null for
    /// ever.</summary>
    public TimeSpan? ArchiveValidity { get; private init; }

    /// <summary>Architectures whose packages may be of other versions than the others', and for which a security suite
    /// may be missing, each with the reason.</summary>
    public IReadOnlyDictionary<Architecture, string> AllowedDifferences { get; private init; } =
        new Dictionary<Architecture, string>();

    /// <summary>CMake projects to cross-build, by name.</summary>
    public IReadOnlyList<NativeItem> Native { get; private init; } = [];

    /// <summary>.NET projects to publish, pack and run, by name.</summary>
    public IReadOnlyList<DotnetItem> Dotnet { get; private init; } = [];

    /// <summary>How releases are made.</summary>
    public ReleaseRules Release { get; private init; } = new();

    /// <summary>Where releases are published.</summary>
    public ReleaseTargets ReleaseTargets { get; private init; } = new();

    /// <summary>The model's file name.</summary>
    public const string FileName = "argosy.yaml";

    /// <summary>Distributions × architectures.</summary>
    public IReadOnlyList<Platform> Platforms { get; } =
        [.. Distributions.SelectMany(d => Architectures.Select(a => new Platform(d, a)))];

    /// <summary>The platform that native code and images are built for.</summary>
    public Platform BasePlatform(Architecture architecture) => new(Distributions[0], architecture);

    /// <summary>Reads the file; every error has file and line.</summary>
    public static Model Load(string path) => Read(YamlFile.Load(path, FileName));

    /// <summary>Reads a parsed document.</summary>
    public static Model Read(YamlMap map)
    {
        var project = ProjectFacts.Read(map.Get("project").AsMap());
        var architectures = Distinct(map.Get("architectures").AsList(), t => Architecture.Parse(t.Value, t.Place));
        var distributions = Distinct(map.Get("distributions").AsList(), t => Distribution.Parse(t.Value, t.Place));
        var roots = map.Map("roots")?.Entries
            .ToDictionary(e => TextRules.RootName.Check(e.Key), e => Packages(e.Value.AsList())) ?? [];
        var mirrors = ReadAddress(map.Map("mirrors"));
        var debian = map.Map("debian");
        var mirror = debian?.Find("mirror") is { } address ? ReadMirror(address.AsText()) : null;
        var differences = debian?.Map("allow-differences")?.Entries
            .ToDictionary(
                e => Architecture.Parse(e.Key.Value, e.Key.Place), e => TextRules.Line.Check(e.Value.AsText())) ?? [];
        var validity = debian?.Find("valid-days") is { } days ? Days(days.AsText()) : (TimeSpan?)null;
        debian?.Done();
        var native = Items(map.Map("native"), NativeItem.Read);
        var written = map.Map("dotnet");
        var references = new ItemReferences(native, written);
        var dotnet = Items(written, (name, item) => DotnetItem.Read(name, item, references));
        var baseline = map.Find("baseline")?.AsText();
        // Before the reader of the other keys, which reports unknown ones.
        var targets = ReleaseTargets.Read(map.Map("release"));
        var release = map.Map("release") is { } rules ? ReleaseRules.Read(rules) : new();
        map.Done();
        RefuseImpossible(map, architectures, distributions);
        var model = new Model(
            project, [.. Architecture.All.Where(architectures.Contains)], distributions, WithPackages(roots, native),
            mirrors, mirror)
        {
            AllowedDifferences = differences,
            ArchiveValidity = validity,
            Native = native,
            Dotnet = dotnet,
            Release = release,
            ReleaseTargets = targets,
        };
        return baseline is null ? model : model with { Baseline = Architecture.Parse(baseline.Value, baseline.Place) };
    }

    /// <summary>The packages of a purpose's roots, or error ARG0106.</summary>
    public IReadOnlyList<string> Root(string purpose) =>
        Roots.GetValueOrDefault(purpose) ?? throw new ArgosyException(new Diagnostic("ARG0106", new(FileName),
            $"no root '{purpose}' is described", $"Add '{purpose}: [packages]' under 'roots:'."));

    /// <summary>The platforms of one architecture, the base platform first.</summary>
    public IEnumerable<Platform> PlatformsOf(Architecture architecture) =>
        Platforms.Where(p => p.Architecture == architecture);

    private static IReadOnlyList<T> Items<T>(YamlMap? map, Func<YamlText, YamlMap, T> read) =>
        map is null
            ? []
            : [
                .. map.Entries.OrderBy(e => e.Key.Value, StringComparer.Ordinal)
                    .Select(e => read(e.Key, e.Value.AsMap()))
            ];

    // The packages of native items are in the single sysroot of a platform.
    private static Dictionary<string, IReadOnlyList<string>> WithPackages(
        Dictionary<string, IReadOnlyList<string>> roots, IReadOnlyList<NativeItem> native)
    {
        var packages = native.SelectMany(n => n.Packages).ToList();
        if (packages.Count > 0)
            roots[Sysroot] =
                [.. roots.GetValueOrDefault(Sysroot, []).Concat(packages).Distinct().Order(StringComparer.Ordinal)];
        return roots;
    }

    private static Uri ReadAddress(YamlMap? mirrors)
    {
        var text = mirrors?.Get("address").AsText();
        mirrors?.Done();
        // With a trailing slash: a relative address would otherwise replace its last part.
        return Uri.TryCreate(
            $"{(text?.Value ?? DefaultMirrorAddress).TrimEnd('/')}/", UriKind.Absolute, out var address)
            && address.Scheme is ("http" or "https") && address.Query.Length + address.Fragment.Length == 0
            ? address
            : throw new ArgosyException(new Diagnostic("ARG0107", text!.Place,
                $"'{text.Value}' is no http or https address", "Write it as users will reach it."));
    }

    private static string ReadMirror(YamlText text) =>
        Uri.TryCreate(text.Required(), UriKind.Absolute, out var address)
        && address.Scheme is ("http" or "https" or "file" or "copy") && !text.Value.Any(char.IsWhiteSpace)
            ? text.Value
            : throw new ArgosyException(new Diagnostic("ARG0107", text.Place,
                $"'{text.Value}' is no address of a mirror",
                "Write it as apt has it: http, https or file, '://', and the path to the folder that holds dists/."));

    private static TimeSpan Days(YamlText text) => text.AsInt() is >= 1 and <= 3650 and var days
        ? TimeSpan.FromDays(days)
        : throw new ArgosyException(new Diagnostic("ARG0108", text.Place,
            $"'{text.Value}' isn't a number of days from 1 to 3650",
            "Write how long the archive of Debian packages is valid, or leave it out: for ever."));

    private static IReadOnlyList<string> Packages(YamlList list) =>
        [.. list.Texts().Select(t => TextRules.DebianPackage.Check(t)).Distinct().Order(StringComparer.Ordinal)];

    private static List<T> Distinct<T>(YamlList list, Func<YamlText, T> parse)
    {
        var values = new List<T>();
        foreach (var text in list.Texts())
        {
            var value = parse(text);
            if (values.Contains(value))
                throw new ArgosyException(new Diagnostic(
                    "ARG0103", text.Place, $"duplicate '{text.Value}'", "Remove one."));
            values.Add(value);
        }

        return values.Count > 0
            ? values
            : throw EmptyList.At(list.Place);
    }

    private static void RefuseImpossible(
        YamlMap map, List<Architecture> architectures, List<Distribution> distributions)
    {
        var impossible =
            from d in map.Get("distributions").AsList().Texts().Zip(distributions)
            from a in architectures
            where !d.Second.Carries(a)
            select new Diagnostic("ARG0105", d.First.Place, $"{d.Second.Name} ({d.Second.Codename}) has no {a.Name}",
                Carriers(a) is { Length: > 0 } others
                    ? $"Take {others}, or leave {a.Name} out."
                    : $"Leave {a.Name} out.");
        if (impossible.ToList() is { Count: > 0 } diagnostics) throw new ArgosyException(diagnostics);
    }

    private static string Carriers(Architecture architecture) =>
        string.Join(" or ", Distribution.All.Where(d => d.Carries(architecture)).Select(d => d.Name));
}
