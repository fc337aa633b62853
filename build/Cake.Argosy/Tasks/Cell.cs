using Argosy.Platforms;

namespace Cake.Argosy.Tasks;

/// <summary>The subject of one cell of a task: an item of the model, a distribution, an architecture, each if it
/// applies.</summary>
/// <param name="Kind">The item's kind, such as <c>native</c>: cells of one kind and item belong together.</param>
/// <param name="Item">The item's name.</param>
public sealed record Cell(string? Kind = null, string? Item = null)
{
    /// <summary>A further distinction of an item's cells, such as a target framework.</summary>
    public string? Variant { get; init; }

    /// <summary>The distribution, if it differs between cells.</summary>
    public Distribution? Distribution { get; init; }

    /// <summary>The architecture, if it differs between cells.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>Distribution and architecture, for a cell that has both.</summary>
    public Platform Platform => new(
        Distribution ?? throw new InvalidOperationException($"cell {this} has no distribution"),
        Architecture ?? throw new InvalidOperationException($"cell {this} has no architecture"));

    /// <summary>The item's name, for a cell that has one.</summary>
    public string ItemName => Item ?? throw new InvalidOperationException($"cell {this} has no item");

    /// <summary>A cell for a platform.</summary>
    public static Cell Of(Platform platform) => new()
    {
        Distribution = platform.Distribution,
        Architecture = platform.Architecture
    };

    /// <summary>The same cell for an architecture.</summary>
    public Cell For(Architecture architecture) => this with { Architecture = architecture };

    /// <summary>The same cell for a platform.</summary>
    public Cell For(Platform platform) => this with
    {
        Distribution = platform.Distribution,
        Architecture = platform.Architecture
    };

    /// <summary>Whether the two have the same item, distribution and architecture, as far as both name them.</summary>
    public bool Fits(Cell other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Kind != other.Kind || Agree(Item, other.Item))
            && Agree(Distribution, other.Distribution) && Agree(Architecture, other.Architecture);
    }

    /// <summary>The names of its groups: its platform, its distribution and its architecture.</summary>
    internal IEnumerable<string> Groups()
    {
        if (Distribution is not null && Architecture is not null) yield return Platform.Name;
        if (Distribution is not null) yield return Distribution.Name;
        if (Architecture is not null) yield return Architecture.Name;
    }

    /// <summary>The suffix of the task's name: <c>markupsafe-debian-12-arm64</c>.</summary>
    public override string ToString() =>
        string.Join(
            '-', ((string?[])[Item, Variant, Distribution?.Name, Architecture?.Name]).Where(part => part is not null));

    private static bool Agree<T>(T? a, T? b) where T : class => a is null || b is null || a.Equals(b);
}
