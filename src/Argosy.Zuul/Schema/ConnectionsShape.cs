using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>A map of connections. One that has its driver's name, as is usual, is checked by the driver's table; what
/// others take, only the scheduler's configuration tells.</summary>
/// <param name="drivers">The shapes by driver.</param>
internal sealed class ConnectionsShape(IReadOnlyDictionary<string, Shape> drivers) : Shape
{
    public override string Wanted => "a map of connections";

    public override bool Fits(Node node) => node is MapNode;

    public override void Inside(Node node, List<Finding> findings)
    {
        foreach (var (connection, value) in ((MapNode)node).Entries)
        {
            if (drivers.TryGetValue(connection.Value, out var driver)) driver.Check(value, connection.Value, findings);
            else if (Misspelt(connection.Value) is { } near)
                findings.Add(FindingKinds.s_unknownAttribute.Error(connection.Place,
                    $"no connection is called '{Excerpt.Of(connection.Value)}'", $"Did you mean '{near}'?"));
        }
    }

    // A connection 'gerrit2' is another one, 'gerit' is none.
    private string? Misspelt(string connection) =>
        connection.Length > 3 && connection.All(char.IsAsciiLetter)
            ? Suggestion.TryNearest(connection, drivers.Keys, 1)
            : null;
}
