using Argosy.Artifacts.Tasks;
using Argosy.Images.Publishing;
using Argosy.Platforms.Diagnostics;
using Argosy.Release.Publication;

namespace Argosy.Release.Tests.Publication;

public sealed class PublicationTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly RecordedTask _task = new();
    private readonly List<string> _published = [];
    private readonly ReleaseFolder _release;

    public PublicationTests() => _release = SampleRelease.Write(_folder, prerelease: false);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_places_get_it_in_their_order()
    {
        await PublishAsync(new Place(this, "images"), new Place(this, "nuget"), new Place(this, "github"));
        _published.ShouldBe(["images/1", "images/2", "nuget/1", "nuget/2", "github/1", "github/2"]);
        _task.Notes.ShouldBe(["v1.2.3 is published: images, nuget, github"]);
    }

    [Fact]
    public async Task A_failure_names_what_is_public_and_what_isnt()
    {
        var places = new[]
        {
            new Place(this, "images"), new Place(this, "nuget") { FailsAt = "2" }, new Place(this, "github")
        };
        var error = await Should.ThrowAsync<ArgosyException>(() => PublishAsync(places));
        error.Diagnostics.Select(d => d.Id).ShouldBe(["ARG0001", "ARG0961"]);
        error.Diagnostics[1].Cause.ShouldBe("the publication ended at 'nuget'; public: images (1, 2), nuget (1); "
            + "not public: nuget (2), github (1, 2)");
        _published.ShouldBe(["images/1", "images/2", "nuget/1"]);
    }

    [Fact]
    public async Task Nothing_is_published_where_one_place_has_other_content()
    {
        (await Should.ThrowAsync<ArgosyException>(() =>
            PublishAsync(new Place(this, "images"), new Place(this, "nuget") { State = PlanState.Conflict })))
            .Diagnostics.Select(d => d.Id).ShouldBe(["ARG0960", "ARG0960"]);
        _published.ShouldBeEmpty();
    }

    [Fact]
    public void Some_places_can_be_chosen_among_those_that_are_declared()
    {
        IPublicationStep[] declared = [new Place(this, "images"), new Place(this, "github")];
        Options(null).Choose(declared).ShouldBe(declared);
        Options("github, images").Choose(declared).ShouldBe(declared);
        Options("github").Choose(declared).ShouldBe([declared[1]]);
        Should.Throw<ArgosyException>(() => Options("githb,nuget").Choose(declared)).Message.ShouldBe(
            "ARG0963 command line: --release-target names 'githb', which argosy.yaml doesn't declare. "
            + "Did you mean 'github'?\nARG0963 command line: --release-target names 'nuget', which argosy.yaml doesn't "
            + "declare. Known are: images, github.");
    }

    [Fact]
    public void A_dry_run_of_a_part_is_one_of_the_whole()
    {
        Options(null).ChangesNothing.ShouldBeFalse();
        (Options(null) with { Push = new() { DryRun = true } }).ChangesNothing.ShouldBeTrue();
        (Options(null) with { Mirrors = new(null, () => null, DryRun: true) }).ChangesNothing.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_release_there_is_nothing_to_publish() =>
        Should.Throw<ArgosyException>(() => ReleaseFolder.Open(_folder.At("none"))).Message
            .ShouldEndWith("none: there is no release to publish. Run --target=Release first.");

    private static PublicationOptions Options(string? targets) =>
        new(targets, DryRun: false, new PushSettings(), new(null, () => null, DryRun: false));

    private async Task PublishAsync(params IPublicationStep[] places)
    {
        var publication = new ReleasePublication(_release, places);
        await publication.PublishAsync(await publication.PlanAsync(_task), _task);
    }

    // A place for two things.
    private sealed class Place(PublicationTests test, string name) : IPublicationStep
    {
        public string Name => name;

        public string? FailsAt { get; init; }

        public PlanState State { get; init; } = PlanState.New;

        public Task PlanAsync(PlanBuilder plan, TaskContext task)
        {
            plan.Add(new(name, "1", "there", State));
            plan.Add(new(name, "2", "there", State));
            return Task.CompletedTask;
        }

        public Task PublishAsync(PublishedThings published, TaskContext task)
        {
            foreach (var thing in (string[])["1", "2"])
            {
                if (thing == FailsAt)
                    throw new ArgosyException(new Diagnostic("ARG0001", new("there"), "down", "Wait."));
                test._published.Add($"{name}/{thing}");
                published.Add(name, thing, "there");
            }

            return Task.CompletedTask;
        }
    }
}
