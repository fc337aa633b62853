using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Referrers;

/// <summary>The list of a manifest's referrers, for registries that don't keep one: an index under the tag
/// <c>sha256-DIGITS</c> (OCI distribution spec, "Referrers Tag Schema").</summary>
public static class ReferrersTag
{
    // Each attempt that another writer spoils has put the other writer's entries into the list.
    private const int MostAttempts = 10;

    /// <summary>The tag of a manifest's list.</summary>
    public static string Of(Digest subject) => $"sha256-{subject.Hex}";

    /// <summary>The referrers of a manifest: the store's own list, or else the tag's.</summary>
    /// <exception cref="ArgosyException">ARG0474: the tag has no index.</exception>
    public static async Task<IReadOnlyList<ReferrerEntry>> ListAsync(
        IManifestStore store, Digest subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindReferrersAsync(subject.ToString(), cancellation)
            ?? await ReadAsync(store, Of(subject), cancellation);
    }

    /// <summary>Adds entries to a manifest's list, and keeps those of others.</summary>
    /// <remarks>A registry has no conditional writes. After each write the list is read again: if another writer
    /// replaced it in between, the missing entries are added to the new one.</remarks>
    /// <exception cref="ArgosyException">ARG0474: the tag has no index. ARG0475: other writers replaced the list each
    /// time.</exception>
    public static async Task AddAsync(
        IManifestStore store, Digest subject, IReadOnlyList<ReferrerEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(entries);
        var tag = Of(subject);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var existing = await ReadAsync(store, tag, cancellation);
            var missing = entries.ExceptBy(existing.Select(e => e.Manifest.Digest), e => e.Manifest.Digest).ToList();
            if (missing.Count == 0) return;
            var merged = ReferrerEntry.WriteIndex([.. existing, .. missing]);
            await store.PutManifestAsync(tag, StoredManifest.Of(merged), cancellation);
        }

        throw new ArgosyException(new Diagnostic("ARG0475", new($"{store.Place}:{tag}"),
            $"other programs replaced the list of referrers {MostAttempts} times",
            "Let one program at a time attach signatures to an image, then repeat the command."));
    }

    private static async Task<IReadOnlyList<ReferrerEntry>> ReadAsync(
        IManifestStore store, string tag, CancellationToken cancellation)
    {
        if (await store.FindManifestAsync(tag, cancellation) is not { } stored) return [];
        try
        {
            return ReferrerEntry.ReadAll(stored.Bytes);
        }
        catch (FormatException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0474", new($"{store.Place}:{tag}"),
                $"it isn't a list of referrers: {e.Message.TrimEnd('.')}",
                "Delete the tag, and attach the signatures again."), e);
        }
    }
}
