using Argosy.Artifacts.Actions;

namespace Argosy.Oci.Results;

/// <summary>The tag of a result in a registry. Keys differ by platform, so each platform has its own.</summary>
internal static class ActionTag
{
    public static string Of(ActionKey key) => $"action-{key.Digest.Hex}";
}
