using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Oci.Transfer;
using Argosy.Platforms;

namespace Argosy.Oci.Tests.Transfer;

/// <summary>Pushes and pulls with a home and settings of their own.</summary>
internal sealed class Transfers : IDisposable
{
    public TestFolder Folder { get; } = new();

    public RegistryAuthorities? Authorities { get; set; }

    // Enough attempts, and no waits to speak of.
    public RegistryTimeouts Timeouts { get; set; } = RegistryTimeouts.Patient with
    {
        Backoff = TimeSpan.FromMilliseconds(1),
    };

    public RegistryOptions Options => new()
    {
        Authorities = Authorities,
        SeenBlobs = Folder.At("seen"),
        Environment = name => name == "HOME" ? Folder.Path : null,
        Etc = Folder.At("etc"),
        Timeouts = Timeouts,
    };

    public async Task<PushReport> PushAsync(
        string layout, string reference, IReadOnlyList<Architecture>? architectures = null, bool dryRun = false)
    {
        using var push = new ImagePush(ImageReference.Parse(reference), Options);
        return await push.PushAsync(layout, [], architectures ?? [], dryRun, default).WaitAsync(Patience.Limit);
    }

    public Task<PullReport> PullAsync(
        string reference, string layout, IReadOnlyList<Architecture>? architectures = null) =>
        new ImagePull(ImageReference.Parse(reference), Options)
            .PullAsync(layout, architectures ?? [], default).WaitAsync(Patience.Limit);

    public Task<RepositoryListing> ListAsync(string reference) =>
        new ImagePull(ImageReference.Parse(reference), Options).ListAsync(default).WaitAsync(Patience.Limit);

    public void Dispose() => Folder.Dispose();
}
