using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>The periodic job of mirrors. Each mirror's own task adds itself.</summary>
[TaskName("Publish-Mirrors")]
[TaskDescription("Builds, proves and publishes the mirrors, each on its own: for a periodic job")]
public sealed class PublishMirrors : FrostingTask;
