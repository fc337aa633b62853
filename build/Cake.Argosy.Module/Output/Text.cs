namespace Cake.Argosy.Module.Output;

/// <summary>Figures as a person reads them.</summary>
internal static class Text
{
    public static string Seconds(TimeSpan time) => time.TotalSeconds >= 100 ? $"{time.TotalSeconds:0} s" : $"{time.TotalSeconds:0.0} s";

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => $"{bytes / 1e9:0.0} GB",
        >= 1_000_000 => $"{bytes / 1e6:0.0} MB",
        >= 1_000 => $"{bytes / 1e3:0.0} kB",
        _ => $"{bytes} B",
    };
}
