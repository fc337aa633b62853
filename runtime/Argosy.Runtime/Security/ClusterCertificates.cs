namespace Argosy.Runtime;

/// <summary>
/// Files with which localities authenticate and encrypt (TLS, both sides with a certificate). Every holder of a
/// certificate from this authority belongs to the cluster: use a separate authority. Needs net10.0.
/// </summary>
/// <param name="Authority">PEM file of the authority that signed every locality's certificate.</param>
/// <param name="Certificate">PEM file of this locality's certificate.</param>
/// <param name="Key">PEM file of its key, unencrypted.</param>
public sealed record ClusterCertificates(string Authority, string Certificate, string Key);
