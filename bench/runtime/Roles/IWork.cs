namespace Argosy.Bench.Runtime.Roles;

/// <summary>A measurement of locality 0 together with locality 1, which only has the actions.</summary>
internal interface IWork
{
    /// <returns>Figures by their subject.</returns>
    Task<IReadOnlyDictionary<string, double>> RunAsync(Membership membership, RoleOrder order);
}
