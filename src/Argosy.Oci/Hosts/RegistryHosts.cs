using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Hosts;

/// <summary>Where images are, by the machine's and the user's settings for podman and docker: locations, mirrors,
/// certificates.</summary>
/// <param name="environment">Returns an environment variable's value, or null.</param>
/// <param name="etc">The folder of the machine's settings.</param>
/// <param name="authorities">Certificates to trust besides; null for none.</param>
/// <param name="plain">Whether the image's registry speaks http.</param>
internal sealed class RegistryHosts(
    Func<string, string?> environment, string etc, RegistryAuthorities? authorities, bool plain)
{
    private readonly IReadOnlyList<RegistryEntry> _entries = RegistriesFile.Read(environment, etc);

    /// <summary>Where to push an image. Errors ARG0266, ARG0283 for a blocked registry, and those of
    /// certificates.</summary>
    public RegistryAddress ForPush(ImageReference image) => Own(image, Find(image));

    /// <summary>Where to pull an image from, the mirrors first.</summary>
    public IReadOnlyList<RegistryAddress> ForPull(ImageReference image)
    {
        var entry = Find(image);
        var mirrors = (entry?.Mirrors ?? []).Where(m => image.Digest is null ? m.Tags : m.Digests)
            .Select(m => Address(entry!.Replace(image.Name, m.Location), m.Insecure));
        return [.. mirrors, Own(image, entry)];
    }

    private RegistryEntry? Find(ImageReference image)
    {
        var entry = _entries.FirstOrDefault(e => e.Fits(image.Name));
        return entry is { Blocked: true }
            ? throw new ArgosyException(new Diagnostic("ARG0283", new(image.ToString()),
                $"registries.conf blocks '{entry.Prefix}'", "Use another registry, or change the file."))
            : entry;
    }

    private RegistryAddress Own(ImageReference image, RegistryEntry? entry) => Address(
        entry?.Replace(image.Name, entry.Location) ?? image.Name, entry is { Insecure: true } || plain);

    private RegistryAddress Address(string name, bool isPlain)
    {
        var place = ImageReference.Parse(name, new("registries.conf"));
        var address = RegistryAddress.Of(place.Registry, place.Repository);
        var (trusted, own) = CertificateFolders.Find(place.Registry, environment, etc);
        var all = authorities?.With(trusted) ?? trusted;
        // Files in certs.d don't contradict a registry that is said to speak http.
        return isPlain
            ? address.Over(plain: true, authorities)
            : address.Over(plain: false, all) with { ClientCertificate = own };
    }
}
