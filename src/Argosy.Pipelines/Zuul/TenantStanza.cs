using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>A tenant with its projects, as Zuul's scheduler reads it.</summary>
internal sealed record TenantStanza(string Name, IReadOnlyList<Entry> Attributes, IReadOnlyList<Source> Sources);

/// <summary>A connection with the projects that come from it.</summary>
internal sealed record Source(
    string Connection, IReadOnlyList<string> ConfigProjects, IReadOnlyList<string> UntrustedProjects);
