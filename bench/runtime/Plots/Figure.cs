namespace Argosy.Bench.Runtime.Plots;

/// <summary>One line of a figure.</summary>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Curves over one axis, both axes logarithmic.</summary>
/// <param name="Name">Of its files, without an ending.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Across">The horizontal axis, with its unit.</param>
/// <param name="Up">The vertical axis, with its unit.</param>
/// <param name="Curves">Each with points of its own.</param>
internal sealed record Figure(string Name, string Title, string Across, string Up, IReadOnlyList<Curve> Curves);
