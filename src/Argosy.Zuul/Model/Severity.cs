namespace Argosy.Zuul.Model;

/// <summary>The severity of a finding; in order.</summary>
public enum Severity
{
    /// <summary>Information, such as what couldn't be checked.</summary>
    Note,

    /// <summary>Zuul accepts it, but it is probably not what was meant.</summary>
    Warning,

    /// <summary>Zuul rejects it, or never runs it.</summary>
    Error,
}
