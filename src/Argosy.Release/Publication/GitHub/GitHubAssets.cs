using System.Net;
using Argosy.GitHub;
using Argosy.Platforms.Diagnostics;
using Octokit;

namespace Argosy.Release.Publication.GitHub;

/// <summary>The assets of one release.</summary>
/// <param name="github">The repository.</param>
/// <param name="transfer">Sends and fetches bytes.</param>
/// <param name="folder">The files.</param>
/// <param name="release">GitHub's release.</param>
internal sealed class GitHubAssets(
    GitHubConnection github, GitHubTransfer transfer, ReleaseFolder folder, Octokit.Release release)
{
    /// <summary>The end of an error's remedy, as long as nothing is public.</summary>
    public const string Resume = "The draft stays as it is; run the same command again.";

    private const int PageSize = 100;

    private string Assets => $"repos/{github.Remote.Owner}/{github.Remote.Name}/releases/{release.Id}/assets";

    /// <summary>All assets.</summary>
    public Task<IReadOnlyList<ReleaseAsset>> ListAsync() => github.AskAsync(Resume, ListAsync);

    /// <summary>Makes a file an asset. One that is there with the same size and digest is kept, another or an
    /// unfinished one is removed first.</summary>
    /// <returns>Whether it was sent.</returns>
    public Task<bool> UploadAsync(ReleaseFile file) => github.AskAsync(Resume, async client =>
    {
        // Listed in each attempt: a broken one may have left its beginning, or have ended all the same.
        var there = (await ListAsync(client)).Where(a => a.IsOf(file)).ToList();
        if (there is [var only] && only.StateOf(file) == PlanState.Present) return false;
        foreach (var asset in there) await DeleteAsync(client, asset);
        await SendAsync(file);
        return true;
    });

    /// <summary>Fetches an asset and compares its bytes with the file's; sends the file once more if they differ. Error
    /// ARG0956 if they differ again.</summary>
    public async Task VerifyAsync(ReleaseFile file)
    {
        if (await IsSameAsync(file)) return;
        await github.AskAsync(Resume, async client =>
        {
            foreach (var asset in (await ListAsync(client)).Where(a => a.IsOf(file))) await DeleteAsync(client, asset);
            await SendAsync(file);
            return true;
        });
        if (!await IsSameAsync(file))
            throw new ArgosyException(new Diagnostic("ARG0956", new(release.HtmlUrl ?? $"{github.Remote}"),
                $"GitHub gives other bytes for '{file.Name}' than were sent", $"Try again later. {Resume}"));
    }

    /// <summary>Whether GitHub gives exactly this file's bytes.</summary>
    public Task<bool> IsSameAsync(ReleaseFile file) => github.AskAsync(Resume, async client =>
        (await ListAsync(client)).Where(a => a.IsOf(file)).ToList() is [{ Url: { } url }]
        && await transfer.DownloadAsync(new(url), file.Size, async (body, cancellation) =>
        {
            // One byte more than the file has is enough to tell them apart.
            var (hash, length) = await ByteCount.HashAsync(body, file.Size + 1, cancellation);
            return length == file.Size && hash == file.Digest;
        }));

    private async Task<IReadOnlyList<ReleaseAsset>> ListAsync(IGitHubClient client) =>
        await new ApiConnection(client.Connection).GetAll<ReleaseAsset>(
            new(Assets, UriKind.Relative), new ApiOptions { PageSize = PageSize });

    private Task SendAsync(ReleaseFile file)
    {
        var address = release.UploadUrl?.Split('{')[0] is { Length: > 0 } url
            ? new Uri($"{url}?name={Uri.EscapeDataString(file.Name)}&label={Uri.EscapeDataString(file.Name)}")
            : throw new InvalidDataException("the release has no upload_url");
        return transfer.UploadAsync(address, folder.At(file), file.MediaType);
    }

    // One that is gone already is none.
    private async Task DeleteAsync(IGitHubClient client, ReleaseAsset asset)
    {
        try
        {
            await client.Connection.Delete(
                new($"repos/{github.Remote.Owner}/{github.Remote.Name}/releases/assets/{asset.Id}", UriKind.Relative));
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }
}
