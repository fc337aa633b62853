using System.Text;
using Argosy.Pipelines;
using Argosy.Yaml.Writing;

namespace Argosy.DevStack;

/// <summary>Writes a <c>local.conf</c>.</summary>
internal static class LocalConfText
{
    public static string Of(LocalConf conf)
    {
        var text = new StringBuilder();
        text.Append(GenerationMarks.DevStack.Line).Append('\n');
        Comment(text, conf.Description);
        text.Append("\n[[local|localrc]]\n");
        foreach (var group in conf.Variables) Variables(text, group);
        if (conf.NamesServices) text.Append("disable_all_services\n\n");
        foreach (var group in conf.Services)
        {
            Comment(text, group.Why);
            var call = group.Enabled ? "enable_service " : "disable_service ";
            foreach (var names in Wrapping.Lines(string.Join(' ', group.Names), Wrapping.Columns - call.Length))
                text.Append(call).Append(names).Append('\n');
            text.Append('\n');
        }

        // Last: a plugin sees only what is set before it.
        foreach (var plugin in conf.Plugins)
            text.Append("enable_plugin ").Append(plugin.Name).Append(' ').Append(plugin.Source).Append('\n');
        if (conf.Plugins.Count > 0) text.Append('\n');

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

    // A variable that DevStack determines itself is left out, and the reason with all of its group.
    private static void Variables(StringBuilder text, VariableGroup group)
    {
        var lines = group.Variables.Select(v => v.Value.InLocalConf(v.Name) is { } value ? $"{v.Name}={value}\n" : null)
            .OfType<string>().ToList();
        if (lines.Count == 0) return;
        Comment(text, group.Why);
        text.AppendJoin("", lines).Append('\n');
    }

    private static void Comment(StringBuilder text, string? comment)
    {
        foreach (var line in comment is null ? [] : Wrapping.Comment(comment, 0)) text.Append(line).Append('\n');
    }
}
