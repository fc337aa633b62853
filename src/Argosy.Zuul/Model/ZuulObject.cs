using Argosy.Platforms.Diagnostics;

namespace Argosy.Zuul.Model;

/// <summary>One entry of a configuration file.</summary>
/// <param name="Kind">Such as <c>job</c>.</param>
/// <param name="Body">Its attributes.</param>
/// <param name="Source">The repository that contains it.</param>
/// <param name="Branches">Branches from a pragma of its file, matched exactly; empty for all.</param>
internal sealed record ZuulObject(string Kind, MapNode Body, SourceRepository Source, IReadOnlyList<string> Branches)
{
    /// <summary>What a pragma of its file says about implied branch matchers; null if none says anything.</summary>
    public bool? ImpliesBranches { get; init; }

    /// <summary>The line of its first attribute.</summary>
    public SourceLocation Place => Body.Entries is [var first, ..] ? first.Key.Place : Body.Place;

    /// <summary>Its name; null if it has none, or not as text.</summary>
    public TextNode? Name => Body.Text("name");
}
