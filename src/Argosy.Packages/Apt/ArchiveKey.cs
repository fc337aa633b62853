using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Apt;

/// <summary>A private OpenPGP key that signs an archive, as <c>gpg --export-secret-keys</c> writes it. It never gets
/// into the user's own keyring.</summary>
/// <param name="File">Its file, with or without ASCII armour; with several keys, each signs.</param>
/// <param name="Password">Its password; null for a plain one.</param>
public sealed record ArchiveKey(string File, string? Password = null)
{
    /// <summary>The variable with the file, after the option <c>--debian-key</c>.</summary>
    public const string FileVariable = "ARGOSY_DEBIAN_KEY";

    /// <summary>The variable with the password.</summary>
    public const string PasswordVariable = "ARGOSY_DEBIAN_KEY_PASSWORD";

    /// <summary>How the name of an archive's file with the public key ends; the project's is before it.</summary>
    public const string KeyringSuffix = "-archive-keyring.gpg";

    /// <summary>What distinguishes the key from others in a task's declaration. Error ARG0585 if there is no such
    /// file.</summary>
    public string Fingerprint => Digest.TryOfFile(File) is { } digest
        ? digest.Hex
        : throw Unusable("there is no such file");

    /// <summary>Error ARG0585.</summary>
    internal ArgosyException Unusable(string cause) => new(new Diagnostic("ARG0585", new(File), cause,
        "Name a private OpenPGP key, as 'gpg --export-secret-keys' writes it; "
        + $"the variable {PasswordVariable} has its password."));
}
