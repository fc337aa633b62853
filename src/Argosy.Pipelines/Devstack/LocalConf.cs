namespace Argosy.Pipelines.Devstack;

/// <summary>A DevStack <c>local.conf</c>, before it is written.</summary>
/// <param name="Name">The profile with the architecture, such as <c>platform-arm64</c>.</param>
/// <param name="Description">A comment at the top.</param>
/// <param name="Variables">Shell variables of the localrc section, in groups.</param>
/// <param name="Services">Services that are switched off.</param>
/// <param name="Settings">Settings of OpenStack's own configuration files.</param>
internal sealed record LocalConf(
    string Name,
    string Description,
    IReadOnlyList<VariableGroup> Variables,
    IReadOnlyList<ServiceGroup> Services,
    IReadOnlyList<SettingGroup> Settings);

/// <summary>Variables that belong together, with the reason for them.</summary>
internal sealed record VariableGroup(string? Why, IReadOnlyList<Variable> Variables);

/// <summary>A shell variable.</summary>
/// <param name="Name">A shell name.</param>
/// <param name="Value">Its value, or with <paramref name="IsReference"/> the variable that it takes it from.</param>
/// <param name="IsReference">Whether it takes another's value.</param>
internal sealed record Variable(string Name, string Value, bool IsReference = false);

/// <summary>Services that are switched off, with the reason.</summary>
internal sealed record ServiceGroup(string? Why, IReadOnlyList<string> Names);

/// <summary>Settings of one section of a configuration file.</summary>
/// <param name="Why">The reason for them.</param>
/// <param name="Phase">When DevStack applies them, such as <c>post-config</c>.</param>
/// <param name="File">The file, mostly as a variable of DevStack's, such as <c>$NOVA_CONF</c>.</param>
/// <param name="Section">The section in it.</param>
/// <param name="Settings">Keys with values.</param>
internal sealed record SettingGroup(
    string? Why, string Phase, string File, string Section, IReadOnlyList<(string Key, string Value)> Settings);
