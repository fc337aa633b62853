namespace Argosy.Artifacts;

/// <summary>The combined result of an artifact's proofs.</summary>
/// <param name="Level">The highest level reached; for an artifact with parts, by all of them.</param>
/// <param name="By">What ran, and where; null if nothing did.</param>
/// <param name="Asked">The required level; null if no task proves it.</param>
/// <param name="Inconclusive">Why a proof was inconclusive; null if none was.</param>
/// <param name="Disproved">What is wrong with it; null if nothing was found.</param>
public sealed record ProofSummary(
    ProofLevel Level, string? By, ProofLevel? Asked, string? Inconclusive, string? Disproved)
{
    /// <summary>It failed a proof, or is below the required level.</summary>
    public bool IsShort => Disproved is not null || Level < Asked || (Asked is null && Inconclusive is not null);

    /// <summary>The verdict as one word.</summary>
    public ProofVerdict Verdict => this switch
    {
        { Disproved: not null } => ProofVerdict.Disproved,
        { IsShort: true, Inconclusive: not null } => ProofVerdict.Inconclusive,
        { IsShort: true } => ProofVerdict.Below,
        { By: null } => ProofVerdict.Untried,
        _ => ProofVerdict.Proven,
    };

    /// <summary>Combines the proofs of an artifact.</summary>
    /// <param name="artifact">Its path.</param>
    /// <param name="proofs">Those of other artifacts are ignored.</param>
    public static ProofSummary Of(string artifact, IEnumerable<Proof> proofs)
    {
        var own = proofs.Where(p => p.IsOf(artifact)).ToList();
        var whole = Best(own.Where(p => p.Path == artifact));
        // A proof of the whole counts for each part.
        var least = own.Where(p => p.Path != artifact).GroupBy(p => p.Path, StringComparer.Ordinal)
            .Select(part => Best(part) is { } best && best.Level > (whole?.Level ?? ProofLevel.Built) ? best : whole)
            .DefaultIfEmpty(whole).MinBy(p => p?.Level ?? ProofLevel.Built);
        return new(least?.Level ?? ProofLevel.Built, least?.How, own.Max(p => p.Asked),
            own.FirstOrDefault(p => p.Inconclusive)?.How, own.FirstOrDefault(p => p.Disproved)?.How);
    }

    private static Proof? Best(IEnumerable<Proof> proofs) =>
        proofs.Where(p => p is { Inconclusive: false, Disproved: false, Level: > ProofLevel.Built })
            .MaxBy(p => p.Level);
}

/// <summary>The verdict on an artifact.</summary>
public enum ProofVerdict
{
    /// <summary>No proof was tried.</summary>
    Untried,

    /// <summary>Proven to the required level.</summary>
    Proven,

    /// <summary>Proven, but below the required level; no fault was found.</summary>
    Below,

    /// <summary>A required proof was tried, and was inconclusive.</summary>
    Inconclusive,

    /// <summary>A proof showed a fault.</summary>
    Disproved,
}
