using Argosy.GitHub;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;
using Argosy.Release.Publication;
using Argosy.Release.Publication.GitHub;

namespace Argosy.Release.Tests.Publication;

/// <summary>Publishes a release on a server in place of GitHub, without waiting.</summary>
internal sealed class ReleasePublisher(
    ReleaseFolder release, Dictionary<string, string> variables, string options = "{}")
{
    /// <summary>The times that would have been waited, in seconds.</summary>
    public List<double> Waits { get; } = [];

    public RecordedTask Task { get; } = new();

    public List<string> Log { get; } = [];

    private ReleasePublication Publication => new(release,
        [new GitHubReleaseStep(release, Target(options), new(release.Path, n => variables.GetValueOrDefault(n),
            new GitHubRetry(6, WaitAsync, Log.Add)))]);

    public Task<PublicationPlan> PlanAsync() => Publication.PlanAsync(Task);

    public async Task PublishAsync() => await Publication.PublishAsync(await PlanAsync(), Task);

    private static GitHubReleaseTarget Target(string options) => Model.Read(YamlFile.Parse($$"""
        project: {name: demo, version: 1.2.3}
        architectures: [x64]
        distributions: [debian-12]
        release: { github: {{options}} }
        """, "argosy.yaml")).ReleaseTargets.GitHub!;

    private Task WaitAsync(TimeSpan time, CancellationToken cancellation)
    {
        Waits.Add(time.TotalSeconds);
        return System.Threading.Tasks.Task.CompletedTask;
    }
}
