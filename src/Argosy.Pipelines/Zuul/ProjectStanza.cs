namespace Argosy.Pipelines.Zuul;

/// <summary>What this project takes for itself.</summary>
internal sealed record ProjectStanza(IReadOnlyList<string> Templates);
