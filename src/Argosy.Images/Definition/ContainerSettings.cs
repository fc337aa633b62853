using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>The settings of a container started from an image, with the names of a Dockerfile.</summary>
/// <param name="Entrypoint">The program and its first arguments.</param>
/// <param name="Cmd">Further arguments, which a user may replace.</param>
/// <param name="Env">Variables, sorted by name.</param>
/// <param name="User">User and group; null is root.</param>
/// <param name="Workdir">The working directory; null is the root.</param>
/// <param name="Labels">For people and tools that look at a container, sorted by key.</param>
public sealed record ContainerSettings(
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Cmd,
    IReadOnlyList<KeyValuePair<string, string>> Env,
    string? User,
    string? Workdir,
    IReadOnlyList<KeyValuePair<string, string>> Labels)
{
    /// <summary>The ports it listens on, with their protocols, sorted: <c>8080/tcp</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Folders whose contents outlive a container, sorted.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The signal that ends it; null is SIGTERM.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The check of its health; null if there is none.</summary>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>The program that a container starts; null if the image doesn't define one.</summary>
    public string? Program => Entrypoint.Concat(Cmd).FirstOrDefault();

    /// <summary>The location of the user, for errors that only the image's contents can show.</summary>
    public SourceLocation UserPlace { get; init; } = new(ImageDefinition.FileName);

    /// <summary>The location of the program, for the same purpose.</summary>
    public SourceLocation ProgramPlace { get; init; } = new(ImageDefinition.FileName);

    internal static ContainerSettings Read(YamlMap map) => new(
        map.Texts("entrypoint"),
        map.Texts("cmd"),
        KeyValues.Read(map, "env", TextRules.Variable),
        map.Find("user") is { } user ? TextRules.ContainerUser.Check(user.AsText(), "ARG0408") : null,
        map.Find("workdir") is { } folder ? CheckedWorkdir(folder.AsText()) : null,
        KeyValues.Read(map, "labels", TextRules.LabelKey))
    {
        Ports = [.. Texts(map, "ports", TextRules.Port)
            .Select(p => p.Contains('/', StringComparison.Ordinal) ? p : $"{p}/tcp")
            .Distinct().Order(StringComparer.Ordinal)],
        Volumes = [.. Texts(map, "volumes", TextRules.ImagePath).Select(v => v.TrimEnd('/'))
            .Distinct().Order(StringComparer.Ordinal)],
        StopSignal = map.Find("stop-signal") is { } signal
            ? TextRules.Signal.Check(signal.AsText(), "ARG0451")
            : null,
        HealthCheck = map.Map("health-check") is { } check ? Definition.HealthCheck.Read(check) : null,
        UserPlace = map.Find("user")?.Place ?? map.Place,
        ProgramPlace = (map.Find("entrypoint") ?? map.Find("cmd"))?.Place ?? map.Place,
    };

    /// <summary>The same with a locale, unless a variable sets another.</summary>
    internal ContainerSettings WithLocale(string locale) => Env.Any(e => e.Key == "LANG")
        ? this
        : this with
        {
            Env = [.. Env.Append(new("LANG", locale)).OrderBy(e => e.Key, StringComparer.Ordinal)]
        };

    private static IEnumerable<string> Texts(YamlMap map, string key, TextRule rule) =>
        (map.Find(key)?.AsList().Texts() ?? []).Select(t => rule.Check(t, "ARG0451"));

    private static string CheckedWorkdir(YamlText text) => text.Required() == "/" || ImagePath.IsAbsolute(text.Value)
        ? text.Value
        : throw new ArgosyException(
            new Diagnostic("ARG0408", text.Place, $"'{text.Value}' is no workdir", "Begin it with '/'."));
}
