using Argosy.Platforms;

namespace Argosy.Packages.Wheels;

/// <summary>The source of source packages.</summary>
/// <param name="Distribution">The release whose versions are used: the model's first.</param>
/// <param name="Mirror">A mirror a user named, which has priority.</param>
public sealed record SourceArchive(Distribution Distribution, string? Mirror = null);
