namespace Argosy.Bench.Runtime.Roles;

/// <summary>What locality 0 measures together with locality 1, which only has the actions.</summary>
internal interface IWork
{
    /// <returns>Figures by what they are of.</returns>
    Task<IReadOnlyDictionary<string, double>> RunAsync(Membership membership, RoleOrder order);
}
