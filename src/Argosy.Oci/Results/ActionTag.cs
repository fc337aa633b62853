using Argosy.Artifacts.Actions;

namespace Argosy.Oci.Results;

/// <summary>Under which tag a registry keeps a result. Keys differ by platform, so each platform has its own.</summary>
internal static class ActionTag
{
    public static string Of(ActionKey key) => $"action-{key.Digest.Hex}";
}
