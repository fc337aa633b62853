namespace Argosy.Zuul.Model;

/// <summary>What a file may have at most, so that none makes the reader run away.</summary>
internal static class Bounds
{
    /// <summary>Bytes of a file. The largest in OpenDev's tenant has a tenth of it.</summary>
    public const int Bytes = 4 << 20;

    /// <summary>Maps and lists in each other.</summary>
    public const int Depth = 64;

    /// <summary>Values of a file, aliases written out.</summary>
    public const int Values = 500_000;

    /// <summary>Findings of one file: a file of another kind altogether isn't listed line by line.</summary>
    public const int Findings = 100;
}
