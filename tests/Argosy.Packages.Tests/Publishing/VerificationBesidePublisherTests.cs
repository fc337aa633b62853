using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Packages.Tests.Publishing;

/// <summary>A verification finds what is wrong, and nothing that a publisher does meanwhile.</summary>
public sealed class VerificationBesidePublisherTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FolderTarget _target;
    private readonly PublishedTarget _published;
    private int _edition;

    public VerificationBesidePublisherTests()
    {
        _target = new(_folder.At("srv"));
        _published = new(_folder, _target);
    }

    private string Served => _folder["srv", "www", SampleMirror.Name];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_publication_that_prunes_meanwhile_is_no_error(bool all)
    {
        for (var i = 0; i < 3; i++) await PublishAsync();
        var disturbances = 0;
        var result = await VerifyAsync(_ => disturbances++ == 0 ? PublishAsync() : Task.CompletedTask, all);
        result.Errors.ShouldBeEmpty();
        // It is the state of the end that was read.
        result.Snapshots[^1].ShouldBe((await _published.MirrorAsync()).Current);
    }

    [Fact]
    public async Task A_rollback_and_a_pruning_meanwhile_are_no_error()
    {
        for (var i = 0; i < 4; i++) await _published.PublishAsync(++_edition);
        var disturbances = 0;
        var result = await VerifyAsync(async folder =>
        {
            if (disturbances++ > 0) return;
            await _published.Operations.RollBackAsync(SampleMirror.Name, "1", CancellationToken.None);
            await _published.Operations.PruneAsync(new(2), null, dryRun: false, CancellationToken.None);
        }, all: true);
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Publishers_that_never_pause_are_waited_for()
    {
        await PublishAsync();
        var folders = new List<string>();
        var result = await VerifyAsync(folder =>
        {
            folders.Add(folder);
            return PublishAsync();
        }, all: false);
        result.Errors.ShouldBeEmpty();
        folders.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_changed_file_is_found_beside_a_publication()
    {
        for (var i = 0; i < 3; i++) await PublishAsync();
        var disturbances = 0;
        var result = await VerifyAsync(async _ =>
        {
            if (disturbances++ > 0) return;
            await PublishAsync();
            File.AppendAllText(Path.Combine(Served, "p1/index.html"), "x");
        }, all: false);
        result.Errors.Select(e => $"{e.Id} {Path.GetFileName(e.Place.What)}").ShouldBe(["ARG0598 index.html"]);
    }

    [Fact]
    public async Task Without_a_publisher_an_error_is_said_at_once()
    {
        await PublishAsync();
        File.AppendAllText(Path.Combine(Served, "p1/index.html"), "x");
        var reads = 0;
        var result = await VerifyAsync(_ =>
        {
            reads++;
            return Task.CompletedTask;
        }, all: false);
        result.Errors.Count.ShouldBe(1);
        // The served tree and the retained packages.
        reads.ShouldBe(2);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Verifications_beside_fifty_publications_find_nothing()
    {
        await PublishAsync();
        var publishing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await PublishAsync();
        });
        var verifications = 0;
        do
        {
            verifications++;
            (await _published.ErrorsAsync()).ShouldBeEmpty();
        }
        while (!publishing.IsCompleted);

        await publishing;
        verifications.ShouldBeGreaterThan(1);
    }

    private async Task<VerifiedMirror> VerifyAsync(Func<string, Task> disturb, bool all) =>
        await new MirrorVerifier(new DisturbedTarget(_target, disturb), null)
            .VerifyAsync(await _published.MirrorAsync(), all, CancellationToken.None);

    private Task PublishAsync() => _published.PublishAsync(++_edition, o => o with { Keep = new(2) });
}
