namespace Argosy.Images.Layers;

/// <summary>The numbers of an image's users and groups.</summary>
/// <param name="FindUser">A user's number; null for an unknown name.</param>
/// <param name="FindGroup">A group's number; null for an unknown name.</param>
internal sealed record OwnerNames(Func<string, int?> FindUser, Func<string, int?> FindGroup)
{
    /// <summary>Only root.</summary>
    public static OwnerNames RootOnly { get; } = new(n => n == "root" ? 0 : null, n => n == "root" ? 0 : null);
}
