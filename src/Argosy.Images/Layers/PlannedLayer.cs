namespace Argosy.Images.Layers;

/// <summary>A layer to write.</summary>
/// <param name="Tree">Its paths.</param>
/// <param name="Comment">Its contents, for the image's history.</param>
internal sealed record PlannedLayer(LayerTree Tree, string Comment);
