namespace Argosy.DevStack;

/// <summary>One machine's DevStack configuration, before it is written as <c>local.conf</c> or as job
/// variables.</summary>
/// <param name="Name">The file's name without its extension, such as <c>platform-arm64</c>.</param>
/// <param name="Description">A comment at the top.</param>
/// <param name="Variables">Shell variables of the localrc section, in groups.</param>
/// <param name="Services">Services to enable or disable, in order.</param>
/// <param name="Plugins">DevStack's plugins, in the order in which they are loaded.</param>
/// <param name="Settings">Settings of OpenStack's own configuration files.</param>
internal sealed record LocalConf(
    string Name,
    string Description,
    IReadOnlyList<VariableGroup> Variables,
    IReadOnlyList<ServiceGroup> Services,
    IReadOnlyList<Plugin> Plugins,
    IReadOnlyList<SettingGroup> Settings)
{
    /// <summary>Whether it names the services that run; otherwise it changes those that run by default.</summary>
    public bool NamesServices => Services.Any(g => g.Enabled);
}

/// <summary>Related variables, with a reason.</summary>
internal sealed record VariableGroup(string? Why, IReadOnlyList<Variable> Variables);

/// <summary>A shell variable.</summary>
internal sealed record Variable(string Name, VariableValue Value);

/// <summary>Services to enable or disable, with a reason.</summary>
internal sealed record ServiceGroup(string? Why, bool Enabled, IReadOnlyList<string> Names);

/// <summary>A DevStack plugin.</summary>
/// <param name="Name">Its name in its own settings file.</param>
/// <param name="Source">Its repository, followed by a space and the branch if it isn't the default one.</param>
internal sealed record Plugin(string Name, string Source);

/// <summary>Settings of one section of a configuration file.</summary>
/// <param name="Why">The reason for them.</param>
/// <param name="Phase">When DevStack applies them, such as <c>post-config</c>.</param>
/// <param name="File">The file, mostly as a variable of DevStack's, such as <c>$NOVA_CONF</c>.</param>
/// <param name="Section">The section in it.</param>
/// <param name="Settings">Keys with values.</param>
internal sealed record SettingGroup(
    string? Why, string Phase, string File, string Section, IReadOnlyList<(string Key, string Value)> Settings);
