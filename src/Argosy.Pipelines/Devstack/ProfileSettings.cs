using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Devstack;

/// <summary>What a profile sets, for every architecture or for one.</summary>
internal sealed record ProfileSettings(
    IReadOnlyList<VariableGroupDeclaration> Variables,
    IReadOnlyList<ServiceGroup> Services,
    IReadOnlyList<SettingGroupDeclaration> Settings)
{
    /// <summary>Nothing.</summary>
    public static ProfileSettings None { get; } = new([], [], []);

    public static ProfileSettings Read(YamlMap map)
    {
        var settings = new ProfileSettings(
            Groups(map, "localrc", VariableGroupDeclaration.Read),
            Groups(map, "disabled-services", ReadServices),
            Groups(map, "settings", SettingGroupDeclaration.Read));
        map.Done();
        var twice = settings.Settings.SelectMany(g => g.Settings, (g, s) => $"'{s.Key}' of [{g.Section}] in {g.File}, {g.Phase},")
            .Concat(settings.Variables.SelectMany(g => g.Variables).Select(v => $"'{v.Name}'"))
            .CountBy(name => name).Where(name => name.Value > 1)
            .Select(name => new Diagnosis("ARG0609", map.Place, $"{name.Key} is set twice", "Keep one of the two.")).ToList();
        return twice.Count == 0 ? settings : throw new ArgosyException(twice);
    }

    /// <summary>These after others: a variable or setting that both have is taken from here, with the reason given
    /// here. DevStack would keep both values of a repeated setting.</summary>
    public ProfileSettings After(ProfileSettings others)
    {
        var variables = Variables.SelectMany(g => g.Variables).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var settings = Settings.SelectMany(g => g.Settings.Select(s => (g.Phase, g.File, g.Section, s.Key))).ToHashSet();
        return new(
            [
                .. others.Variables
                    .Select(g => g with { Variables = [.. g.Variables.Where(v => !variables.Contains(v.Name))] })
                    .Where(g => g.Variables.Count > 0),
                .. Variables,
            ],
            [.. others.Services, .. Services],
            [
                .. others.Settings
                    .Select(g => g with
                    {
                        Settings = [.. g.Settings.Where(s => !settings.Contains((g.Phase, g.File, g.Section, s.Key)))],
                    })
                    .Where(g => g.Settings.Count > 0),
                .. Settings,
            ]);
    }

    private static IReadOnlyList<T> Groups<T>(YamlMap map, string key, Func<YamlMap, T> read) =>
        [.. map.Find(key)?.AsList().Items.Select(i => read(i.AsMap())) ?? []];

    private static ServiceGroup ReadServices(YamlMap map)
    {
        var names = map.Get("names").AsList().Texts().Select(t => DevstackName.Of(t, DevstackName.Service)).ToList();
        var group = new ServiceGroup(map.Find("why")?.AsText().Required(), names);
        map.Done();
        return group;
    }
}
