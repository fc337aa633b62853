namespace Argosy.Zuul.Model;

/// <summary>Limits of a file, so that none can exhaust the reader.</summary>
internal static class Bounds
{
    /// <summary>Bytes of a file. The largest in OpenDev's tenant has a tenth of it.</summary>
    public const int Bytes = 4 << 20;

    /// <summary>The nesting depth of maps and lists.</summary>
    public const int Depth = 64;

    /// <summary>Values of a file, with aliases expanded.</summary>
    public const int Values = 500_000;

    /// <summary>Findings of one file: a file of another kind isn't listed line by line.</summary>
    public const int Findings = 100;
}
