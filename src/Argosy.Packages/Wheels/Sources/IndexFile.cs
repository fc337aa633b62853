using Argosy.Artifacts;
using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>A file that a Python index lists.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Address">Its absolute address.</param>
/// <param name="Digest">Its SHA-256; null if the index names none.</param>
/// <param name="RequiresPython">The versions of Python that it is for; null for all.</param>
/// <param name="IsYanked">Whether it was withdrawn.</param>
internal sealed record IndexFile(
    string Name, Uri Address, Digest? Digest, VersionSpecifiers? RequiresPython, bool IsYanked);
