using System.Net;
using Argosy.Artifacts.Tasks;
using Argosy.GitHub;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Octokit;

namespace Argosy.Release.Publication.GitHub;

/// <summary>A release on GitHub: a draft until every asset is there and verified.</summary>
/// <param name="folder">The release.</param>
/// <param name="target">The declaration.</param>
/// <param name="access">Finds repository and token.</param>
public sealed class GitHubReleaseStep(ReleaseFolder folder, GitHubReleaseTarget target, GitHubAccess access)
    : IPublicationStep
{
    /// <inheritdoc />
    public string Name => "github";

    private ReleaseDocument Document => folder.Document;

    /// <inheritdoc />
    public async Task PlanAsync(PlanBuilder plan, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(task);
        using var github = await access.OpenAsync(target, task.Cancellation);
        using var transfer = new GitHubTransfer(github);
        var commit = await FindCommitAsync(github);
        if (commit is null) plan.Note($"{github.Remote} doesn't have the tag {Document.Tag} yet; push it to publish.");
        else if (commit != Document.Commit) plan.Note(OtherCommit(github, commit).Diagnostics[0].Cause);
        var release = await FindAsync(github);
        var assets = release is null ? [] : await new GitHubAssets(github, transfer, folder, release).ListAsync();
        foreach (var file in Document.Files)
        {
            var state = assets.FirstOrDefault(a => a.IsOf(file))?.StateOf(file) ?? PlanState.New;
            var isConflict = release is { Draft: false } && state != PlanState.Present;
            plan.Add(new(Name, file.Name, Where(github), isConflict ? PlanState.Conflict : state, file.Size)
            {
                Detail = isConflict && state == PlanState.New ? "the release is public without it" : null,
            });
        }

        plan.Note(release switch
        {
            null => $"{Where(github)}: a draft would be made.",
            { Draft: true } => $"{Where(github)}: there is a draft.",
            _ => $"{Where(github)}: it is public.",
        });
    }

    /// <inheritdoc />
    public async Task PublishAsync(PublishedThings published, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(task);
        using var github = await access.OpenAsync(target, task.Cancellation);
        using var transfer = new GitHubTransfer(github);
        await RequireTagAsync(github);
        var release = await FindAsync(github) ?? await CreateAsync(github);
        var assets = new GitHubAssets(github, transfer, folder, release);
        if (release.Draft) await FillAsync(github, assets, task);
        else await RequireSameAsync(github, assets);
        task.Log($"{release.HtmlUrl}: all {Document.Files.Count} assets have the right bytes");
        if (release.Draft) release = await EditAsync(github, release);
        task.Note(release.Draft
            ? $"{release.HtmlUrl} is complete and stays a draft: publish it there"
            : $"{release.HtmlUrl} is public");
        if (release.Draft) return;
        foreach (var file in Document.Files) published.Add(Name, file.Name, Where(github));
    }

    private string Where(GitHubConnection github) => $"{github.Remote} {Document.Tag}";

    private async Task FillAsync(GitHubConnection github, GitHubAssets assets, TaskContext task)
    {
        var strange = (await assets.ListAsync()).Where(a => !Document.Files.Any(a.IsOf)).Select(a => a.Name).ToList();
        if (strange.Count > 0)
            throw new ArgosyException(new Diagnostic("ARG0955", new(Where(github)),
                $"the draft has assets that aren't of this release: {string.Join(", ", strange)}",
                "Delete them on GitHub, or the whole draft: the next run makes it anew."));
        foreach (var file in Document.Files)
            task.Log($"{(await assets.UploadAsync(file) ? "sent" : "kept")} {file.Name}, {file.Size} bytes");
        foreach (var file in Document.Files) await assets.VerifyAsync(file);
    }

    // A public release isn't changed, also not completed: people may have it.
    private async Task RequireSameAsync(GitHubConnection github, GitHubAssets assets)
    {
        var wrong = new List<string>();
        foreach (var file in Document.Files)
        {
            if (!await assets.IsSameAsync(file)) wrong.Add(file.Name);
        }

        if (wrong.Count > 0)
            throw new ArgosyException(new Diagnostic("ARG0954", new(Where(github)),
                $"the release is public without these files, or with others of their names: {string.Join(", ", wrong)}",
                "What is public is never replaced: release a new version."));
    }

    private async Task RequireTagAsync(GitHubConnection github)
    {
        var commit = await FindCommitAsync(github) ?? throw new ArgosyException(new Diagnostic("ARG0953",
            new(Where(github)), $"the repository on GitHub doesn't have the tag {Document.Tag}",
            $"Push it: git push origin {Document.Tag}. GitHub would otherwise make a tag of its own."));
        if (commit != Document.Commit) throw OtherCommit(github, commit);
    }

    private ArgosyException OtherCommit(GitHubConnection github, string commit) => new(new Diagnostic("ARG0953",
        new(Where(github)),
        $"the tag names commit {commit} on GitHub, but this release is built from {Document.Commit}",
        "Build the release at the tag, or correct the tag."));

    // The commit of the tag, also of an annotated one; null if there is no such tag.
    private Task<string?> FindCommitAsync(GitHubConnection github) =>
        github.AskAsync(GitHubAssets.Resume, async client =>
        {
            var (owner, name) = (github.Remote.Owner, github.Remote.Name);
            // Octokit's own call asks for 'refs', which also answers with references that only begin so.
            var path = $"repos/{owner}/{name}/git/ref/tags/{Uri.EscapeDataString(Document.Tag)}";
            try
            {
                var named = (await new ApiConnection(client.Connection)
                    .Get<Reference>(new(path, UriKind.Relative))).Object;
                // A tag may be of a tag.
                while (named.Type == TaggedType.Tag)
                    named = (await client.Git.Tag.Get(owner, name, named.Sha)).Object;
                return named.Sha;
            }
            catch (ApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                return (string?)null;
            }
        });

    // Drafts are in the list alone. Of several, the oldest: the one that an earlier run found, too.
    private Task<Octokit.Release?> FindAsync(GitHubConnection github) =>
        github.AskAsync(GitHubAssets.Resume, FindByAsync(github));

    private Func<IGitHubClient, Task<Octokit.Release?>> FindByAsync(GitHubConnection github) => async client =>
        (await client.Repository.Release.GetAll(
            github.Remote.Owner, github.Remote.Name, new ApiOptions { PageSize = 100 }))
        .Where(r => r.TagName == Document.Tag).OrderBy(r => r.Draft).ThenBy(r => r.Id).FirstOrDefault();

    // An attempt whose answer was lost may have made it.
    private Task<Octokit.Release> CreateAsync(GitHubConnection github) =>
        github.AskAsync(GitHubAssets.Resume, async client => await FindByAsync(github)(client)
            ?? Known(await client.Repository.Release.Create(github.Remote.Owner, github.Remote.Name, new(Document.Tag)
            {
                TargetCommitish = Document.Commit,
                Name = Document.Tag,
                Body = Notes(),
                Draft = true,
                Prerelease = Document.Prerelease,
            })));

    private Task<Octokit.Release> EditAsync(GitHubConnection github, Octokit.Release release) =>
        github.AskAsync(GitHubAssets.Resume, async client => Known(await client.Repository.Release.Edit(
            github.Remote.Owner, github.Remote.Name, release.Id, new()
            {
                TagName = Document.Tag,
                TargetCommitish = Document.Commit,
                Name = Document.Tag,
                Body = Notes(),
                Draft = target.IsDraft,
                Prerelease = Document.Prerelease,
                // By version otherwise: a correction of an old version isn't the latest.
                MakeLatest = Document.Prerelease ? MakeLatestQualifier.False : MakeLatestQualifier.Legacy,
            })));

    // Octokit gives null, or an empty object, for an answer of something else.
    private static Octokit.Release Known(Octokit.Release? answer) => answer is { Id: > 0, UploadUrl.Length: > 0 }
        ? answer
        : throw new InvalidDataException();

    private string Notes() => Document.Of(ReleaseFileKind.Notes).FirstOrDefault() is { } notes
        ? File.ReadAllText(folder.At(notes))
        : "";
}
