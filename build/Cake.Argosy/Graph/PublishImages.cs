using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>The periodic job of images.</summary>
[TaskName("Publish-Images")]
[TaskDescription("Builds, proves and pushes the images: for a periodic job")]
[IsDependentOn(typeof(UploadImage))]
public sealed class PublishImages : FrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => ModelCells.PublishedImages(context).Any();
}
