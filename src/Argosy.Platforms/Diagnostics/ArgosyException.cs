namespace Argosy.Platforms.Diagnostics;

/// <summary>An error a user can act on. Its message is the whole diagnosis; no stack trace is shown for it.</summary>
public sealed class ArgosyException : Exception
{
    /// <summary>One diagnosis.</summary>
    public ArgosyException(Diagnosis diagnosis, Exception? cause = null)
        : this([diagnosis], cause)
    {
    }

    /// <summary>Several at once, so that a user mends a file in one go.</summary>
    public ArgosyException(IReadOnlyList<Diagnosis> diagnoses, Exception? cause = null)
        : base(string.Join('\n', diagnoses), cause) => Diagnoses = diagnoses;

    /// <summary>What is wrong; at least one.</summary>
    public IReadOnlyList<Diagnosis> Diagnoses { get; }
}
