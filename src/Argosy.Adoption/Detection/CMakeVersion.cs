using System.Text.RegularExpressions;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>The version of a CMake project whose <c>project()</c> has none: a variable such as <c>VERSION</c> or
/// <c>NAME_VERSION</c>, or three with its parts.</summary>
internal sealed partial class CMakeVersion
{
    private readonly Dictionary<string, Guess> _set = new(StringComparer.Ordinal);

    /// <summary>Takes a variable that the project's own file sets; the first value counts.</summary>
    public void Take(string variable, string value, string place)
    {
        if (variable.Contains("VERSION", StringComparison.Ordinal)) _set.TryAdd(variable, new(value, place));
    }

    /// <summary>The version; null if no such variable has one.</summary>
    /// <param name="project">The project's name.</param>
    public Guess? Find(string project)
    {
        var name = NotOfName().Replace(project, "_").ToUpperInvariant();
        string[] prefixes = ["", "PROJECT_", "PACKAGE_", "LIB_", $"{name}_", $"LIB{name}_"];
        return prefixes.Select(p => Whole($"{p}VERSION") ?? Parts($"{p}VERSION_")).OfType<Guess>().FirstOrDefault();
    }

    private Guess? Whole(string variable) =>
        _set.GetValueOrDefault(variable) is { } guess && Version().IsMatch(guess.Value) ? guess : null;

    private Guess? Parts(string prefix)
    {
        if (Number($"{prefix}MAJOR") is not { } major || Number($"{prefix}MINOR") is not { } minor) return null;
        var patch = Number($"{prefix}PATCH") ?? Number($"{prefix}MICRO") ?? Number($"{prefix}REVISION");
        return new($"{major.Value}.{minor.Value}.{patch?.Value ?? "0"}", major.From);
    }

    private Guess? Number(string variable) => _set.GetValueOrDefault(variable) is { } guess
        && guess.Value.Length > 0 && guess.Value.All(char.IsAsciiDigit) ? guess : null;

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)+$")]
    private static partial Regex Version();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotOfName();
}
