namespace Argosy.Runtime.Generators.Model;

/// <summary>A type or an action, for the comparison of localities.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its members with their types, in order; or its result.</param>
internal sealed record ShapeModel(string Name, string Shape);
