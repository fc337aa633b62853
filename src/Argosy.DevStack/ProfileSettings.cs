using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>The settings of a profile for every architecture, for one, or for a node.</summary>
/// <param name="Variables">Of the localrc section.</param>
/// <param name="Services">Enabled or disabled, the enabled ones first.</param>
/// <param name="Plugins">In the order in which DevStack loads them.</param>
/// <param name="Settings">Of OpenStack's own files.</param>
/// <param name="Unknown">Names that DevStack doesn't know: ARG0634 to ARG0636.</param>
internal sealed record ProfileSettings(
    IReadOnlyList<VariableGroupDeclaration> Variables,
    IReadOnlyList<ServiceGroup> Services,
    IReadOnlyList<Plugin> Plugins,
    IReadOnlyList<SettingGroupDeclaration> Settings,
    IReadOnlyList<Diagnostic> Unknown)
{
    /// <summary>No settings.</summary>
    public static ProfileSettings None { get; } = new([], [], [], [], []);

    /// <summary>Reads the keys of a map, which may have other keys, too.</summary>
    public static ProfileSettings Read(YamlMap map)
    {
        var unknown = new List<Diagnostic>();
        var settings = new ProfileSettings(
            Groups(map, "localrc", VariableGroupDeclaration.Read),
            [
                .. Groups(map, "services", m => ReadServices(m, enabled: true, unknown)),
                .. Groups(map, "disabled-services", m => ReadServices(m, enabled: false, unknown)),
            ],
            [.. (map.Map("plugins")?.Entries ?? []).Select(e => new Plugin(
                DevstackName.Of(e.Key, DevstackName.Service), DevstackName.Of(e.Value.AsText(), DevstackName.Source)))],
            Groups(map, "settings", m => SettingGroupDeclaration.Read(m, unknown)),
            unknown);
        unknown.AddRange(settings.Variables
            .SelectMany(g => g.Variables)
            .Select(v => KnownDevstack.Of.CheckVariable(v.Key))
            .OfType<Diagnostic>());
        settings.RefuseTwice(map.Place);
        return settings;
    }

    /// <summary>The same for a map without other keys.</summary>
    public static ProfileSettings ReadAll(YamlMap map)
    {
        var settings = Read(map);
        map.Done();
        return settings;
    }

    /// <summary>Merges these over others: a variable, plugin or setting in both is taken from here, with its reason.
    /// DevStack would keep both values of a repeated setting.</summary>
    public ProfileSettings After(ProfileSettings others)
    {
        var variables = Variables.SelectMany(g => g.Variables).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var settings = Settings
            .SelectMany(g => g.Settings.Select(s => (g.Phase, g.File, g.Section, s.Key)))
            .ToHashSet();
        return new(
            [
                .. others.Variables
                    .Select(g => g with { Variables = [.. g.Variables.Where(v => !variables.Contains(v.Name))] })
                    .Where(g => g.Variables.Count > 0),
                .. Variables,
            ],
            [.. others.Services.Concat(Services).OrderByDescending(g => g.Enabled)],
            [.. others.Plugins.Where(p => Plugins.All(own => own.Name != p.Name)), .. Plugins],
            [
                .. others.Settings
                    .Select(g => g with
                    {
                        Settings = [.. g.Settings.Where(s => !settings.Contains((g.Phase, g.File, g.Section, s.Key)))],
                    })
                    .Where(g => g.Settings.Count > 0),
                .. Settings,
            ],
            [.. others.Unknown, .. Unknown]);
    }

    /// <summary>One machine's configuration.</summary>
    public LocalConf For(Model model, Architecture architecture, string name, string description) => new(
        name, description,
        [.. Variables.Select(g => g.For(model, architecture))],
        Services, Plugins,
        [.. Settings.Select(g => g.For(model, architecture))]);

    private void RefuseTwice(SourceLocation place)
    {
        var twice = Settings
            .SelectMany(g => g.Settings, (g, s) => $"'{s.Key}' of [{g.Section}] in {g.File}, {g.Phase},")
            .Concat(Variables.SelectMany(g => g.Variables).Select(v => $"'{v.Name}'"))
            .CountBy(name => name)
            .Where(name => name.Value > 1)
            .Select(name => new Diagnostic("ARG0609", place, $"{name.Key} is set twice", "Keep one of the two."))
            .ToList();
        if (twice.Count > 0) throw new ArgosyException(twice);
    }

    private static IReadOnlyList<T> Groups<T>(YamlMap map, string key, Func<YamlMap, T> read) =>
        [.. map.Find(key)?.AsList().Items.Select(i => read(i.AsMap())) ?? []];

    private static ServiceGroup ReadServices(YamlMap map, bool enabled, List<Diagnostic> unknown)
    {
        var names = map.Get("names").AsList().Texts().ToList();
        foreach (var name in names) DevstackName.Of(name, DevstackName.Service);
        unknown.AddRange(names.Select(KnownDevstack.Of.CheckService).OfType<Diagnostic>());
        var group = new ServiceGroup(map.Find("why")?.AsText().Required(), enabled, [.. names.Select(n => n.Value)]);
        map.Done();
        return group;
    }
}
