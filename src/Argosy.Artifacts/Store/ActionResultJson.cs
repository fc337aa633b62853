using System.Text.Json;
using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Store;

/// <summary>A task's result as JSON, in the user's cache and in registries alike: compact, <c>schemaVersion</c> 1,
/// digests as <c>sha256:…</c>, modes as four octal digits.</summary>
public static class ActionResultJson
{
    /// <summary>UTF-8 without a byte order mark; the same bytes for equal results.</summary>
    public static byte[] Write(ActionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Write(new KeptResult(result));
    }

    /// <summary>The same with <c>from</c> and <c>signature</c> at its end, if present.</summary>
    internal static byte[] Write(KeptResult kept) =>
        JsonSerializer.SerializeToUtf8Bytes(ActionDocument.Of(kept), ActionJson.Default.ActionDocument);

    /// <summary>Null for anything that <see cref="Write(ActionResult)"/> of this version didn't write. The tree is not
    /// checked: <see cref="ContentStore.TryRestore"/> does that.</summary>
    public static ActionResult? TryRead(ReadOnlySpan<byte> json) => TryReadKept(json)?.Result;

    /// <summary>The same with its source and its signer.</summary>
    internal static KeptResult? TryReadKept(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ActionJson.Default.ActionDocument)
                is { SchemaVersion: ActionDocument.Version } document
                ? document.TryResult()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for a string with an unpaired surrogate.
            return null;
        }
    }
}
