using System.Text;
using Argosy.Pipelines.Emission;

namespace Argosy.Pipelines.Devstack;

/// <summary>Writes a <c>local.conf</c>.</summary>
internal static class LocalConfText
{
    public static string Of(LocalConf conf)
    {
        var text = new StringBuilder();
        text.Append(GenerationMark.Devstack.Line).Append('\n');
        Comment(text, conf.Description);
        text.Append("\n[[local|localrc]]\n");
        foreach (var group in conf.Variables)
        {
            Comment(text, group.Why);
            foreach (var variable in group.Variables)
                text.Append(variable.Name).Append('=').Append(Value(variable)).Append('\n');
            text.Append('\n');
        }

        foreach (var group in conf.Services)
        {
            Comment(text, group.Why);
            text.Append("disable_service ").AppendJoin(' ', group.Names).Append("\n\n");
        }

        foreach (var file in conf.Settings.GroupBy(s => (s.Phase, s.File)))
        {
            text.Append("[[").Append(file.Key.Phase).Append('|').Append(file.Key.File).Append("]]\n");
            foreach (var section in file.GroupBy(s => s.Section)) Section(text, section.Key, section);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder text, string name, IEnumerable<SettingGroup> groups)
    {
        text.Append('[').Append(name).Append("]\n");
        foreach (var group in groups)
        {
            Comment(text, group.Why);
            foreach (var (key, value) in group.Settings)
                text.Append(key).Append(" = ").Append(IniText.TryWrite(value)).Append('\n');
        }

        text.Append('\n');
    }

    private static string Value(Variable variable) =>
        variable.IsReference ? $"${variable.Value}" : ShellText.Of(variable.Value);

    private static void Comment(StringBuilder text, string? comment)
    {
        foreach (var line in comment is null ? [] : Wrapping.Comment(comment, 0)) text.Append(line).Append('\n');
    }
}
