namespace Argosy.Zuul.Model;

/// <summary>How bad a finding is; in order.</summary>
public enum Severity
{
    /// <summary>Something to know, such as what couldn't be checked.</summary>
    Note,

    /// <summary>Zuul takes it, but it hardly does what was meant.</summary>
    Warning,

    /// <summary>Zuul refuses it, or never runs it.</summary>
    Error,
}
