using Argosy.Runtime;

namespace Argosy.Samples.Heat;

/// <summary>Where a border belongs, seen from the locality that gets it.</summary>
public enum Side
{
    /// <summary>Above its first row.</summary>
    Above,

    /// <summary>Below its last row.</summary>
    Below,
}

/// <summary>What neighbours say to each other.</summary>
public static class Exchange
{
    /// <summary>This locality's block; set before anybody calls.</summary>
    internal static Block? Block { get; set; }

    /// <summary>Takes a border; short, so that it runs where it is received.</summary>
    [Action(Direct = true)]
    public static void Receive(Side side, int step, RmaVector<double> border) => Block!.Arrive(side, step, border.Share());

    /// <summary>The block's rows, without the neighbours'.</summary>
    [Action]
    public static RmaVector<double> Rows() => Block!.Copy();
}
