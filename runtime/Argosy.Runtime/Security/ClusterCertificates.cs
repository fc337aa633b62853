namespace Argosy.Runtime;

/// <summary>
/// Files by which localities prove themselves to each other and encrypt what they send (TLS, both sides with a certificate).
/// Whoever has a certificate of this authority belongs to the cluster: use an authority of its own. Needs net10.0.
/// </summary>
/// <param name="Authority">PEM file of the authority that signed every locality's certificate.</param>
/// <param name="Certificate">PEM file of this locality's certificate.</param>
/// <param name="Key">PEM file of its key, unencrypted.</param>
public sealed record ClusterCertificates(string Authority, string Certificate, string Key);
