using Argosy.Platforms;

namespace Argosy.Packages.Wheels;

/// <summary>Where source packages come from.</summary>
/// <param name="Distribution">The release whose versions are taken: the model's first.</param>
/// <param name="Mirror">A mirror a user named, which then comes first.</param>
public sealed record SourceArchive(Distribution Distribution, string? Mirror = null);
