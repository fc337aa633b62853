namespace Argosy.Bench.Runtime.Plots;

/// <summary>One line of a figure.</summary>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Curves over one axis, both axes logarithmic.</summary>
/// <param name="Name">The name of its files, without an extension.</param>
/// <param name="Title">The title.</param>
/// <param name="Across">The horizontal axis, with its unit.</param>
/// <param name="Up">The vertical axis, with its unit.</param>
/// <param name="Curves">The curves, each with its own points.</param>
internal sealed record Figure(string Name, string Title, string Across, string Up, IReadOnlyList<Curve> Curves);
