using Argosy.Packages.Wheels.Markers;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Constraints;

/// <summary>A line of a constraints file: <c>name===version;marker</c>.</summary>
/// <param name="Place">The file and the line.</param>
/// <param name="Name">The project's name, normalised by PEP 503.</param>
/// <param name="Version">The version.</param>
/// <param name="Marker">Where it applies; null for everywhere.</param>
/// <param name="Written">The project's name as it is written.</param>
/// <param name="MarkerText">The marker as it is written; empty for none.</param>
public sealed record ConstraintLine(
    SourceLocation Place, string Name, PythonVersion Version, Marker? Marker, string Written, string MarkerText)
{
    /// <summary>Whether it applies in an environment.</summary>
    public bool AppliesTo(MarkerEnvironment environment) => Marker is null || Marker.Holds(environment);
}

/// <summary>A line that can't be used; all others count.</summary>
/// <param name="Diagnostic">The error, ARG0551, with the line.</param>
/// <param name="Name">The normalised name of the project that it is about; null if it couldn't be read.</param>
public sealed record ConstraintFault(Diagnostic Diagnostic, string? Name);
