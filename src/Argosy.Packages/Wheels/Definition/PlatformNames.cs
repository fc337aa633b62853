using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels.Definition;

/// <summary>Names of platforms in <c>wheels/wheels.yaml</c>, such as <c>debian-12-arm64</c>.</summary>
internal static class PlatformNames
{
    /// <summary>Every release with every architecture that it has.</summary>
    public static IReadOnlyList<Platform> Known { get; } =
    [
        .. from d in Distribution.All from a in Architecture.All where d.Carries(a) select new Platform(d, a),
    ];

    /// <summary>Reads a list of at least one, each once. Error ARG0501.</summary>
    public static IReadOnlyList<Platform> Read(YamlList list)
    {
        var platforms = new List<Platform>();
        foreach (var text in list.Texts())
        {
            var platform = Known.FirstOrDefault(p => p.Name == text.Value) ?? throw Error(
                text.Place, $"unknown platform '{text.Value}'", Suggestion.For(text.Value, Known.Select(p => p.Name)));
            if (platforms.Contains(platform)) throw Error(text.Place, $"duplicate '{text.Value}'", "Remove one.");
            platforms.Add(platform);
        }

        return platforms.Count > 0 ? platforms : throw EmptyList.At(list.Place);
    }

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic("ARG0501", place, cause, remedy));
}
