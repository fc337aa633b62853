namespace Argosy.Artifacts;

/// <summary>What all proofs of an artifact say together.</summary>
/// <param name="Level">The highest level that was reached; of an artifact with parts, by all of them.</param>
/// <param name="By">What ran, and where; null where nothing did.</param>
/// <param name="Asked">The level that is asked of it; null where no task proves it.</param>
/// <param name="Inconclusive">Why a proof said nothing; null where each said something.</param>
/// <param name="Disproved">What is wrong with it; null where nothing was found.</param>
public sealed record ProofSummary(ProofLevel Level, string? By, ProofLevel? Asked, string? Inconclusive, string? Disproved)
{
    /// <summary>It was tried and found wrong, or isn't proven as far as is asked.</summary>
    public bool IsShort => Disproved is not null || Level < Asked || (Asked is null && Inconclusive is not null);

    /// <summary>What is known, in a word.</summary>
    public ProofVerdict Verdict => this switch
    {
        { Disproved: not null } => ProofVerdict.Disproved,
        { IsShort: true, Inconclusive: not null } => ProofVerdict.Inconclusive,
        { IsShort: true } => ProofVerdict.Below,
        { By: null } => ProofVerdict.Untried,
        _ => ProofVerdict.Proven,
    };

    /// <summary>Takes the proofs of an artifact together.</summary>
    /// <param name="artifact">Its path.</param>
    /// <param name="proofs">Those of others don't count.</param>
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
        proofs.Where(p => p is { Inconclusive: false, Disproved: false, Level: > ProofLevel.Built }).MaxBy(p => p.Level);
}

/// <summary>What is known of an artifact.</summary>
public enum ProofVerdict
{
    /// <summary>No proof was tried.</summary>
    Untried,

    /// <summary>Proven as far as is asked.</summary>
    Proven,

    /// <summary>Proven, but less than is asked; nothing was found wrong.</summary>
    Below,

    /// <summary>A proof that is asked for was tried, and said nothing.</summary>
    Inconclusive,

    /// <summary>A proof showed that it doesn't do what it should.</summary>
    Disproved,
}
