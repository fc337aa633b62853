using System.Text.Json.Serialization;
using Argosy.Artifacts;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>What a file of an image is, by its first bytes.</summary>
public enum FileForm
{
    /// <summary>Anything else.</summary>
    Data,

    /// <summary>A native program or library.</summary>
    Elf,

    /// <summary>A .NET assembly, or another PE file.</summary>
    Pe,
}

/// <summary>A file, folder or link of an image.</summary>
/// <param name="Path">Without a leading or trailing slash.</param>
/// <param name="Kind">One of <c>file</c>, <c>folder</c>, <c>link</c>, <c>device</c>.</param>
/// <param name="Mode">The permission bits; 0777 for a link.</param>
/// <param name="Owner">The owner's user id.</param>
/// <param name="Group">The group id.</param>
/// <param name="Size">In bytes; 0 for anything but a file.</param>
/// <param name="Digest">Of a file's content; null for anything else.</param>
/// <param name="Target">A symbolic link's target; null for anything else.</param>
/// <param name="Form">What a file's content is.</param>
public sealed record ImageFile(
    string Path, string Kind, UnixFileMode Mode, int Owner, int Group, long Size, Digest? Digest, string? Target,
    [property: JsonIgnore] FileForm Form);
