using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>Settings as declared.</summary>
internal sealed record SettingGroupDeclaration(
    string? Why, string Phase, string File, string Section, IReadOnlyList<(string Key, Pattern Value)> Settings)
{
    /// <summary>Reads a group; adds names that DevStack doesn't know to <paramref name="unknown"/>.</summary>
    public static SettingGroupDeclaration Read(YamlMap map, List<Diagnostic> unknown)
    {
        var (file, section) = (map.Get("file").AsText(), map.Get("section").AsText());
        var group = new SettingGroupDeclaration(
            map.Find("why")?.AsText().Required(),
            EnumParser.Spelt(EnumParser.Read(map, "phase", DevstackPhase.PostConfig)),
            DevstackName.Of(file, DevstackName.File),
            DevstackName.Of(section, DevstackName.Key),
            [.. map.Get("set").AsMap().Entries.Select(e => (
                DevstackName.Of(e.Key, DevstackName.Key), Value(e.Value.AsText())))]);
        map.Done();
        if (KnownDevstack.Of.CheckSection(file.Value, section) is { } stranger) unknown.Add(stranger);
        return group;
    }

    public SettingGroup For(Model model, Architecture architecture) => new(
        Why, Phase, File, Section, [.. Settings.Select(s => (s.Key, s.Value.For(model, architecture)))]);

    private static Pattern Value(YamlText text) => IniText.TryWrite(text.Value) is not null
        ? Pattern.Parse(text, perArchitecture: true)
        : throw new ArgosyException(new Diagnostic("ARG0607", text.Place, "DevStack would change this value on its way",
            "Leave out line breaks, blanks in a row or at an end, and the file patterns * ? [ ]."));
}

/// <summary>When DevStack applies settings.</summary>
internal enum DevstackPhase
{
    /// <summary>After a service was configured, before it starts.</summary>
    PostConfig,

    /// <summary>After services have started.</summary>
    Extra,

    /// <summary>After that.</summary>
    PostExtra,

    /// <summary>After tempest was configured.</summary>
    TestConfig,
}
