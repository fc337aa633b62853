namespace Argosy.Packages.Wheels.Building;

/// <summary>A wheel that was built.</summary>
/// <param name="File">The file.</param>
/// <param name="Backend">The build backend's name.</param>
public sealed record BuiltWheel(WheelFile File, string Backend);
