using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Wheels.Markers;

/// <summary>A condition on the environment (PEP 508), such as <c>python_version &lt; '3.12'</c>.</summary>
public abstract record Marker
{
    private Marker()
    {
    }

    /// <summary>Parses a marker.</summary>
    /// <exception cref="FormatException">It isn't one; the message names what is wrong and where.</exception>
    public static Marker Parse(string text) => new MarkerParser(text).Parse();

    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(MarkerEnvironment environment);

    /// <summary>All, or at least one, of several.</summary>
    internal sealed record Combined(bool All, IReadOnlyList<Marker> Parts) : Marker
    {
        /// <inheritdoc />
        public override bool Holds(MarkerEnvironment environment) =>
            All ? Parts.All(p => p.Holds(environment)) : Parts.Any(p => p.Holds(environment));
    }

    /// <summary>One comparison.</summary>
    internal sealed record Comparison(MarkerValue Left, string Operator, MarkerValue Right) : Marker
    {
        /// <inheritdoc />
        public override bool Holds(MarkerEnvironment environment)
        {
            var (left, right) = (Left.In(environment), Right.In(environment));
            if (Left.Name == "extra" || Right.Name == "extra")
                (left, right) = (WheelName.Normalize(left), WheelName.Normalize(right));
            // As versions if they are, else as Python compares texts.
            return VersionSpecifier.TryParse(Operator + right) is { } specifier
                && PythonVersion.TryParse(left) is { } version
                    ? specifier.Allows(version)
                    : Compare(left, right);
        }

        private bool Compare(string left, string right) => Operator switch
        {
            "in" => right.Contains(left, StringComparison.Ordinal),
            "not in" => !right.Contains(left, StringComparison.Ordinal),
            "==" or "===" => left == right,
            "!=" => left != right,
            "<" => string.CompareOrdinal(left, right) < 0,
            "<=" => string.CompareOrdinal(left, right) <= 0,
            ">" => string.CompareOrdinal(left, right) > 0,
            ">=" => string.CompareOrdinal(left, right) >= 0,
            // No text is compatible with another.
            _ => false,
        };
    }
}

/// <summary>An operand: a variable or a text.</summary>
/// <param name="Name">The variable; null for a text.</param>
/// <param name="Text">The text.</param>
internal sealed record MarkerValue(string? Name, string Text)
{
    /// <summary>Its value in an environment.</summary>
    public string In(MarkerEnvironment environment) => Name is null ? Text : environment[Name];
}
