namespace Argosy.Zuul.Model;

/// <summary>Zuul's limits if a tenant sets no others.</summary>
public static class ZuulLimits
{
    /// <summary>Maximum timeout of a job, in seconds.</summary>
    public const int MaxJobTimeout = 10800;
}
