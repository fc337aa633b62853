namespace Argosy.Images.Definition;

/// <summary>Paths inside an image. A layer names them without the leading slash: <c>usr/bin/env</c>.</summary>
internal static class ImagePath
{
    /// <summary>Begins with a slash and has no part that is empty, <c>.</c> or <c>..</c>; may end with a
    /// slash.</summary>
    public static bool IsAbsolute(string path) =>
        path.StartsWith('/') && path.Trim('/') is { Length: > 0 } inner && IsPlain(inner)
        && !path.Contains("//", StringComparison.Ordinal);

    /// <summary>The path in a layer, or null for one that would leave the image. The root itself is the empty
    /// name.</summary>
    public static string? TryNormalize(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToList();
        return parts.Contains("..") ? null : string.Join('/', parts);
    }

    /// <summary>The folder that contains it; empty for paths in the root.</summary>
    public static string Parent(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    /// <summary>The last part.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The folder and a name in it.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static bool IsPlain(string path) => path.Split('/').All(part => part is not ("" or "." or ".."));
}
