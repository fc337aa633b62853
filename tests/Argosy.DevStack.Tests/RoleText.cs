using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Argosy.DevStack.Tests;

/// <summary>Writes a <c>local.conf</c> from a job's variables by the documented rules of DevStack's role: services
/// first, variables sorted by name but after those that they refer to, and plugins last.</summary>
internal static partial class RoleText
{
    public static string Of(JsonObject job)
    {
        var text = new StringBuilder("[[local|localrc]]\n");
        var services = Map(job, "devstack_services");
        if (services.Any(s => s.Key == "base")) text.Append("disable_all_services\n");
        foreach (var (name, on) in services.Where(s => s.Key != "base"))
            text.Append(on!.GetValue<bool>() ? "enable_service " : "disable_service ").Append(name).Append('\n');
        var variables = Map(job, "devstack_localrc").ToDictionary(v => v.Key, v => v.Value!.GetValue<string>());
        foreach (var name in Ordered(variables))
            text.Append(name).Append('=')
                .Append(variables[name] is ['"', ..] raw ? raw : $"\"{variables[name]}\"").Append('\n');
        foreach (var (name, source) in Map(job, "devstack_plugins")) text.Append($"enable_plugin {name} {source}\n");
        foreach (var (phase, files) in Map(job, "devstack_local_conf"))
        {
            foreach (var (file, sections) in files!.AsObject())
            {
                text.Append($"[[{phase}|{file}]]\n");
                foreach (var (section, settings) in sections!.AsObject())
                {
                    text.Append($"[{section}]\n");
                    foreach (var (key, value) in settings!.AsObject()) text.Append($"{key} = {value}\n");
                }
            }
        }

        return text.ToString();
    }

    private static JsonObject Map(JsonObject job, string name) => job[name] as JsonObject ?? [];

    private static List<string> Ordered(Dictionary<string, string> variables)
    {
        var ordered = new List<string>();
        void Add(string name, int depth)
        {
            depth.ShouldBeLessThan(variables.Count + 1, "variables refer to each other in a circle");
            if (ordered.Contains(name)) return;
            foreach (var other in References().Matches(variables[name]).Select(m => m.Groups[1].Value))
            {
                if (other != name && variables.ContainsKey(other)) Add(other, depth + 1);
            }

            ordered.Add(name);
        }

        foreach (var name in variables.Keys.Order(StringComparer.Ordinal)) Add(name, 0);
        return ordered;
    }

    [GeneratedRegex(@"\$\{?(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex References();
}
