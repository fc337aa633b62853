namespace Argosy.Oci.Hosts;

/// <summary>An item <c>[[registry]]</c> of registries.conf (containers-registries.conf(5)).</summary>
/// <param name="Prefix">The beginning of the images' names that it is for; <c>*.</c> stands for any subdomain.</param>
/// <param name="Location">What replaces the prefix.</param>
/// <param name="Insecure">Whether it speaks http.</param>
/// <param name="Blocked">Whether images may not be transferred.</param>
/// <param name="Mirrors">Where to pull from first.</param>
internal sealed record RegistryEntry(
    string Prefix, string Location, bool Insecure, bool Blocked, IReadOnlyList<RegistryMirror> Mirrors)
{
    /// <summary>Whether the entry is for an image of this name, which is registry and repository.</summary>
    public bool Fits(string name)
    {
        if (!Prefix.StartsWith("*.", StringComparison.Ordinal))
            return name == Prefix || name.StartsWith($"{Prefix}/", StringComparison.Ordinal);
        var host = name.Split('/')[0].Split(':')[0];
        return host.EndsWith(Prefix[1..], StringComparison.Ordinal) && host.Length > Prefix.Length - 1;
    }

    /// <summary>The name at another location.</summary>
    public string Replace(string name, string location)
    {
        if (location.Length == 0) return name;
        var rest = Prefix.StartsWith("*.", StringComparison.Ordinal)
            ? name[name.IndexOf('/', StringComparison.Ordinal)..]
            : name[Prefix.Length..];
        return location + rest;
    }
}

/// <summary>A place to pull from.</summary>
/// <param name="Location">What replaces the prefix of the entry.</param>
/// <param name="Insecure">Whether it speaks http.</param>
/// <param name="Digests">Whether it is for references by digest.</param>
/// <param name="Tags">Whether it is for references by tag.</param>
internal sealed record RegistryMirror(string Location, bool Insecure, bool Digests, bool Tags);
