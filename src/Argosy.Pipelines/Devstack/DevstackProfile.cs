using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Devstack;

/// <summary>A way to run OpenStack on one machine, for each architecture of the model.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Description">A comment at the top of each generated file.</param>
/// <param name="Everywhere">What holds for all architectures.</param>
/// <param name="Foreign">What all but the build machine's have besides or instead.</param>
/// <param name="Architectures">What an architecture has besides or instead.</param>
internal sealed record DevstackProfile(
    string Name,
    Pattern Description,
    ProfileSettings Everywhere,
    ProfileSettings Foreign,
    IReadOnlyDictionary<Architecture, ProfileSettings> Architectures)
{
    public static DevstackProfile Read(string name, YamlMap map)
    {
        var profile = new DevstackProfile(
            name,
            Pattern.Parse(map.Get("description").AsText(), perArchitecture: true),
            Settings(map, "everywhere"),
            Settings(map, "foreign"),
            (map.Map("architectures")?.Entries ?? []).ToDictionary(
                e => Architecture.Parse(e.Key.Value, e.Key.Place), e => ProfileSettings.Read(e.Value.AsMap())));
        map.Done();
        return profile;
    }

    /// <summary>The file of one architecture; one the profile doesn't list has what is shared.</summary>
    public LocalConf For(Model model, Architecture architecture)
    {
        var shared = architecture.IsBuildMachine ? Everywhere : Foreign.After(Everywhere);
        var settings = Architectures.GetValueOrDefault(architecture, ProfileSettings.None).After(shared);
        return new(
            $"{Name}-{architecture}", Description.For(model, architecture),
            [.. settings.Variables.Select(g => g.For(model, architecture))],
            settings.Services,
            [.. settings.Settings.Select(g => g.For(model, architecture))]);
    }

    private static ProfileSettings Settings(YamlMap map, string key) =>
        map.Map(key) is { } settings ? ProfileSettings.Read(settings) : ProfileSettings.None;
}
