using Argosy.Runtime;

namespace Argosy.Samples.Heat;

/// <summary>The position of a border, from the receiving locality's view.</summary>
public enum Side
{
    /// <summary>Above its first row.</summary>
    Above,

    /// <summary>Below its last row.</summary>
    Below,
}

/// <summary>The actions between neighbours.</summary>
public static class Exchange
{
    /// <summary>This locality's block; set before the first call.</summary>
    internal static Block? Block { get; set; }

    /// <summary>Receives a border; short, so that it runs on the receiving thread.</summary>
    [Action(Direct = true)]
    public static void Receive(Side side, int step, RmaVector<double> border) =>
        Block!.Arrive(side, step, border.Share());

    /// <summary>The block's rows, without the neighbours'.</summary>
    [Action]
    public static RmaVector<double> Rows() => Block!.Copy();
}
