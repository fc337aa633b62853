namespace Argosy.Zuul.Model;

/// <summary>Limits that Zuul has where a tenant sets no others.</summary>
public static class ZuulLimits
{
    /// <summary>Seconds that a job may take.</summary>
    public const int MaxJobTimeout = 10800;
}
