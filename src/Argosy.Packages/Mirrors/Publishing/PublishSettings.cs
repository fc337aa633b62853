using Argosy.Artifacts.Trust;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>How the command line has mirrors published.</summary>
/// <param name="Target">Replaces the declared target; null for that.</param>
/// <param name="LoadKey">Reads the key that signs; gives null without one. Error ARG0257.</param>
/// <param name="DryRun">Only says what would be published.</param>
public sealed record PublishSettings(string? Target, Func<SigningKey?> LoadKey, bool DryRun);
