namespace Argosy.Images.Engines;

/// <summary>An image that an engine has.</summary>
/// <param name="Reference">Its name there.</param>
/// <param name="Image">The image.</param>
public sealed record LoadedImage(string Reference, PlatformImage Image);
