using System.Text.Json.Nodes;
using Argosy.Platforms.Diagnostics;

namespace Argosy.DevStack;

/// <summary>The same configuration as variables of a Zuul job, from which DevStack's role writes the file.</summary>
internal static class JobVariables
{
    /// <summary><c>devstack_localrc</c> (name → text), <c>devstack_services</c> (name → bool), <c>devstack_plugins</c>
    /// (name → text) and <c>devstack_local_conf</c> (phase → file → section → key → text), each only if it isn't empty.
    /// Error ARG0638 for a value that Ansible would expand.</summary>
    public static JsonObject Of(LocalConf conf)
    {
        var variables = new JsonObject();
        Add(variables, "devstack_localrc", Localrc(conf));
        Add(variables, "devstack_services", Services(conf));
        Add(variables, "devstack_plugins", [.. conf.Plugins.Select(p => Text(p.Name, p.Source))]);
        Add(variables, "devstack_local_conf", Settings(conf));
        return variables;
    }

    private static JsonObject Localrc(LocalConf conf) =>
        [.. conf.Variables
            .SelectMany(g => g.Variables)
            .Where(v => v.Value.InJob is not null)
            .Select(v => Text(v.Name, v.Value.InJob!))];

    // "base: false" makes the role disable everything first, regardless of a parent job.
    private static JsonObject Services(LocalConf conf)
    {
        var services = new JsonObject();
        if (conf.NamesServices) services["base"] = false;
        foreach (var group in conf.Services)
        {
            foreach (var name in group.Names) services[name] = group.Enabled;
        }

        return services;
    }

    private static JsonObject Settings(LocalConf conf)
    {
        var phases = new JsonObject();
        foreach (var group in conf.Settings)
        {
            var section = Child(Child(Child(phases, group.Phase), group.File), group.Section);
            foreach (var (key, value) in group.Settings)
            {
                section[key] = !JobText.IsTemplate(value)
                    ? IniText.TryWrite(value)
                    : throw new ArgosyException(new Diagnostic("ARG0638", new(conf.Name),
                        $"Ansible would expand the braces in '{key}' of [{group.Section}]",
                        "Leave out '{{', '{%' and '{#', or give the profile no job."));
            }
        }

        return phases;
    }

    private static JsonObject Child(JsonObject parent, string key)
    {
        if (parent[key] is JsonObject child) return child;
        child = [];
        parent[key] = child;
        return child;
    }

    private static void Add(JsonObject variables, string name, JsonObject value)
    {
        if (value.Count > 0) variables[name] = value;
    }

    private static KeyValuePair<string, JsonNode?> Text(string name, string value) =>
        new(name, JsonValue.Create(value));
}
