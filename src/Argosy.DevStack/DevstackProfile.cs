using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>A way to run OpenStack: on one machine for each architecture of the model, or on several machines
/// together.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Place">The file.</param>
/// <param name="Description">A comment at the top of each generated file.</param>
/// <param name="Bases">Distributions of the machines, the preferred one first.</param>
/// <param name="Everywhere">What holds for all architectures.</param>
/// <param name="Foreign">What all but the baseline have besides or instead.</param>
/// <param name="Architectures">What an architecture has besides or instead.</param>
/// <param name="Nodes">The machines of a cloud; none for a profile of single machines.</param>
/// <param name="Images">Images of guests, which the controller offers; null if the profile sets them itself.</param>
/// <param name="Job">The Zuul job; null for none.</param>
internal sealed record DevstackProfile(
    string Name,
    SourceLocation Place,
    Pattern Description,
    IReadOnlyList<DevstackBase> Bases,
    ProfileSettings Everywhere,
    ProfileSettings Foreign,
    IReadOnlyDictionary<Architecture, ProfileSettings> Architectures,
    IReadOnlyList<NodeDeclaration> Nodes,
    GuestImages? Images,
    DevstackJobDeclaration? Job)
{
    /// <summary>Names that DevStack doesn't know.</summary>
    public IEnumerable<Diagnostic> Unknown =>
        Architectures.Values.Concat(Nodes.Select(n => n.Settings)).Prepend(Foreign).Prepend(Everywhere)
            .SelectMany(s => s.Unknown);

    public static DevstackProfile Read(string name, YamlMap map)
    {
        var nodes = NodeDeclaration.ReadAll(map);
        var profile = new DevstackProfile(
            name,
            map.Place with { Line = null },
            Pattern.Parse(map.Get("description").AsText(), perArchitecture: true),
            [.. map.Find("bases")?.AsList().Texts().Select(DevstackBase.Parse) ?? []],
            Settings(map, "everywhere"),
            Settings(map, "foreign"),
            (map.Map("architectures")?.Entries ?? []).ToDictionary(
                e => Architecture.Parse(e.Key.Value, e.Key.Place), e => ProfileSettings.ReadAll(e.Value.AsMap())),
            nodes,
            map.Map("images") is { } images ? GuestImages.Read(images) : null,
            map.Map("job") is { } job ? DevstackJobDeclaration.Read(job, perArchitecture: nodes.Count == 0) : null);
        map.Done();
        return profile;
    }

    /// <summary>What a machine of an architecture has; one that the profile doesn't list has what is shared.</summary>
    public ProfileSettings SettingsOf(Model model, Architecture architecture)
    {
        var shared = model.IsBaseline(architecture) ? Everywhere : Foreign.After(Everywhere);
        return Architectures.GetValueOrDefault(architecture, ProfileSettings.None).After(shared);
    }

    /// <summary>The distributions to run on: the model's first if the profile names none.</summary>
    public IReadOnlyList<DevstackBase> BasesFor(Model model) => Bases.Count > 0
        ? Bases
        : [DevstackBase.Parse(new(Place, model.Distributions[0].Name, Plain: true))];

    private static ProfileSettings Settings(YamlMap map, string key) =>
        map.Map(key) is { } settings ? ProfileSettings.ReadAll(settings) : ProfileSettings.None;
}
