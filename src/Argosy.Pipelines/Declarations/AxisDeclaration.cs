using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>An axis besides architectures and platforms, such as the versions of a language.</summary>
/// <param name="Name">Its name; <c>{name}</c> is the point's name, <c>{name.property}</c> one of its
/// properties.</param>
/// <param name="Values">Its points, as listed.</param>
internal sealed record AxisDeclaration(string Name, IReadOnlyList<AxisValue> Values)
{
    // The architectures that a point exists on; all other keys are its properties.
    private const string Only = "architectures";

    /// <summary>Reads one axis; error ARG0618 for a name that is in use.</summary>
    public static AxisDeclaration Read(YamlText name, YamlMap map)
    {
        if (Axes.BuiltIn.Contains(name.Value) || Axes.Places.Contains(name.Value))
        {
            throw new ArgosyException(new Diagnostic("ARG0618", name.Place, $"'{name.Value}' has a meaning of its own",
                "Call the axis something else."));
        }

        return new(name.Value, [.. map.Entries.Select(e => Point(name.Value, e.Key, e.Value.AsMap()))]);
    }

    private static AxisValue Point(string axis, YamlText name, YamlMap map)
    {
        var places = map.Entries.Where(e => e.Key.Value != Only)
            .ToDictionary(e => $"{axis}.{e.Key.Value}", e => e.Value.AsText().Value);
        places.Add(axis, name.Value);
        var only = map.Find(Only)?.AsList().Texts().Select(t => Architecture.Parse(t.Value, t.Place)).ToList();
        return new(axis, name.Value, places, null, only);
    }
}
