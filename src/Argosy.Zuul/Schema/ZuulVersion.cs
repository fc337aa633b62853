using System.Globalization;

namespace Argosy.Zuul.Schema;

/// <summary>A version of Zuul, whose attributes are modelled.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
public sealed record ZuulVersion(int Major, int Minor)
{
    /// <summary>The newest one that the tables know; what is checked if nothing else is said.</summary>
    public static ZuulVersion Newest { get; } = new(14, 3);

    /// <summary>The oldest one that the tables distinguish.</summary>
    public static ZuulVersion Oldest { get; } = new(5, 0);

    /// <summary>Reads <c>11</c>, <c>11.2</c> or <c>11.2.0</c>; null for anything else, and for versions beyond
    /// <see cref="Oldest"/> and <see cref="Newest"/>. Without a minor version, the last one of the major is
    /// meant.</summary>
    public static ZuulVersion? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('.');
        if (parts.Length is 0 or > 3 || parts.Any(p => !int.TryParse(p, NumberStyles.None, null, out _))) return null;
        var major = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var minor = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : int.MaxValue;
        var version = new ZuulVersion(major, major == Newest.Major && parts.Length == 1 ? Newest.Minor : minor);
        return !version.IsBefore(Oldest) && version.Major <= Newest.Major ? version : null;
    }

    /// <summary>Whether it is older than another.</summary>
    public bool IsBefore(ZuulVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Major < other.Major || (Major == other.Major && Minor < other.Minor);
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
