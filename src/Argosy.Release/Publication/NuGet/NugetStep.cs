using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Publication.NuGet;

/// <summary>Packages and their symbols at NuGet sources.</summary>
/// <param name="folder">The release.</param>
/// <param name="targets">The declared sources.</param>
/// <param name="feeds">Opens them.</param>
public sealed class NugetStep(ReleaseFolder folder, IReadOnlyList<ReleaseFeed> targets, NugetFeeds feeds)
    : IPublicationStep
{
    /// <inheritdoc />
    public string Name => "nuget";

    private IEnumerable<ReleaseFile> Packages => folder.Document.Of(ReleaseFileKind.Nuget);

    private IEnumerable<ReleaseFile> Symbols => folder.Document.Of(ReleaseFileKind.Symbols);

    /// <inheritdoc />
    public async Task PlanAsync(PlanBuilder plan, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(task);
        foreach (var feed in targets.Select(feeds.Open))
        {
            foreach (var file in Packages)
            {
                var same = await feed.HasAsync(folder.At(file), task.Cancellation);
                plan.Add(new(Name, file.Name, feed.Name,
                    same switch { null => PlanState.New, true => PlanState.Present, _ => PlanState.Conflict },
                    file.Size));
            }

            if (!Symbols.Any()) continue;
            // No interface of feeds gives symbols back by the package's name.
            if (await feed.TakesSymbolsAsync(task.Cancellation))
                foreach (var file in Symbols)
                    plan.Add(new(Name, file.Name, feed.Name, PlanState.Unknown, file.Size));
            else
                plan.Note($"'{feed.Name}' takes no symbols: {string.Join(", ", Symbols.Select(s => s.Name))} "
                    + "aren't pushed there.");
        }
    }

    /// <inheritdoc />
    public async Task PublishAsync(PublishedThings published, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(task);
        foreach (var feed in targets.Select(feeds.Open))
        {
            foreach (var file in Packages)
            {
                await PushAsync(feed, file, task);
                published.Add(Name, file.Name, feed.Name);
            }

            // Symbols belong to a package that is there.
            if (!Symbols.Any() || !await feed.TakesSymbolsAsync(task.Cancellation)) continue;
            foreach (var file in Symbols)
            {
                var sent = await feed.PushAsync(folder.At(file), task.Cancellation);
                task.Log(sent
                    ? $"pushed {file.Name} to '{feed.Name}'"
                    : $"'{feed.Name}' has {file.Name} already; it gives no symbols back to compare");
                published.Add(Name, file.Name, feed.Name);
            }
        }
    }

    private async Task PushAsync(NugetFeed feed, ReleaseFile file, TaskContext task)
    {
        var path = folder.At(file);
        var same = await feed.HasAsync(path, task.Cancellation);
        if (same is null && await feed.PushAsync(path, task.Cancellation))
        {
            task.Log($"pushed {file.Name} to '{feed.Name}'");
            return;
        }

        // Meanwhile it came there, perhaps by an attempt whose answer was lost.
        same ??= await feed.HasAsync(path, task.Cancellation);
        if (same is true)
            task.Log($"'{feed.Name}' has {file.Name} already");
        else
            throw new ArgosyException(new Diagnostic("ARG0960", new(feed.Name),
                same is null
                    ? $"it says that it has {file.Name}, but doesn't give it, so that it can't be compared"
                    : $"{file.Name} is public there with other content",
                same is null
                    ? "A feed takes some minutes to list what was pushed: run the same command again then."
                    : "What is public is never replaced: release a new version."));
    }
}
