namespace Argosy.Packages.Wheels.Unpacking;

/// <summary>What an sdist may unpack to.</summary>
/// <param name="Bytes">All of its files.</param>
/// <param name="Entries">Files, folders and links.</param>
internal sealed record SdistLimits(long Bytes, int Entries)
{
    /// <summary>Those of builds: about ten times the largest sdists of OpenStack's constraints (grpcio, scipy).
    /// </summary>
    public static SdistLimits Default { get; } = new(4L << 30, 300_000);
}
