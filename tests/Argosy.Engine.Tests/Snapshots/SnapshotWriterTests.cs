using Argosy.Artifacts.Files;
using Argosy.Artifacts.Snapshots;
using Argosy.Artifacts.Tasks;
using Argosy.Engine.Graph;
using Argosy.Engine.Snapshots;

namespace Argosy.Engine.Tests.Snapshots;

/// <summary>A run without work is recorded only if all that decided about it is in the record.</summary>
public sealed class SnapshotWriterTests : IDisposable
{
    private static readonly Dictionary<string, Action<GraphTask>> s_undecided = new()
    {
        ["declares nothing that it depends on"] = t => t.Declaration.Inputs.Clear(),
        ["has inputs that git owns"] = t => t.Declaration.Inputs("**/.git/config"),
        ["has inputs wherever Python makes them"] = t => t.Declaration.InputsIfPresent("src/*/__pycache__/*"),
        ["has an output that isn't there"] = t => t.Declaration.Outputs("App/bin/app"),
        ["has inputs through a link"] = t => t.Declaration.Inputs("linked/**"),
        ["has inputs behind a link"] = t => t.Declaration.Inputs("linked/deep/*.c"),
        ["has an output behind a link"] = t => t.Declaration.Outputs("linked/out"),
    };

    private static readonly Dictionary<string, Action<TestFolder>> s_changes = new()
    {
        ["an input"] = f => f.Write("in.txt", "other"),
        ["an input that wasn't there"] = f => f.Write("absent.txt", ""),
        ["an input behind a link, by its name"] = f => f.Write("outside/deep/named.c", "other"),
        ["an output in the engine's folder"] = f => f.Write(".argosy/roots/one/bin/sh", "other"),
        ["another file in the engine's folder"] = f => f.Write(".argosy/roots/one/new", ""),
        ["an output of one file there"] = f => f.Write(".argosy/roots/two", "other"),
        ["a file that MSBuild makes"] = f => f.Write("App/obj/made", "other"),
        ["a folder that MSBuild makes"] = f => f.Write("Lib/obj/made", ""),
        ["a tool of the project"] = f => f.Write("tool", "other"),
        ["a commit"] = f => f.Write(".git/refs/heads/main", "4567"),
        ["a packed commit"] = f => f.Write(".git/packed-refs", "4567 refs/heads/main"),
        ["another commit in a commit's place"] = f => f.Write(".git/refs/replace/0123", "4567"),
        ["a setting of git"] = f => f.Write(".git/config", "[user]\n\tname = a\n"),
        ["a file of settings that another one includes"] = f => f.Write(".git/shared", "[user]\n\tname = other\n"),
        ["such a file that wasn't there"] = f => f.Write(".git/absent", "[log]\n\tshowSignature\n"),
        ["such a file that is included under a condition"] = f => f.Write(".git/other", "[user]\n\tname = b\n"),
        ["another build"] = f => f.Write(".argosy/journal", "more"),
    };

    private readonly TestFolder _folder = new();

    public SnapshotWriterTests()
    {
        _folder.Write("in.txt", "in");
        _folder.Write("tool", "tool");
        _folder.Write("App/App.csproj", "");
        _folder.Write("App/obj/made", "");
        _folder.Write("Lib/Lib.csproj", "");
        _folder.Write(".argosy/roots/one/usr/bin/sh", "shell");
        _folder.Write(".argosy/roots/two", "");
        File.CreateSymbolicLink(_folder[".argosy/roots/one/bin"], "usr/bin");
        _folder.Write("outside/deep/named.c", "");
        // What it leads to is left out of the tree.
        Directory.CreateSymbolicLink(_folder["linked"], _folder["outside"]);
        Directory.CreateDirectory(_folder[".git/objects"]);
        _folder.Write(".git/config", """
            [include]
                path = shared
                path = absent
            [includeIf "onbranch:other"]
                path = other
            """);
        _folder.Write(".git/shared", "[user]\n\tname = n\n");
        _folder.Write(".git/HEAD", "ref: refs/heads/main\n");
        _folder.Write(".git/refs/heads/main", "0123\n");
        _folder.Write(".argosy/journal", "");
        _folder.Write(".argosy/lock", "");
        _folder.Write(SnapshotWriter.File, "");
    }

    public static TheoryData<string> Undecided => [.. s_undecided.Keys];

    public static TheoryData<string> Changes => [.. s_changes.Keys];

    private bool IsRecorded => new FileInfo(_folder[SnapshotWriter.File]).Length > 0;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_recorded_run_is_the_answer_until_something_changes(string change)
    {
        Record(Task());
        Answer().ShouldBe("nothing to do");

        s_changes[change](_folder);

        Answer().ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Undecided))]
    public void A_run_is_not_recorded_if_a_task(string undecided)
    {
        var task = Task();
        s_undecided[undecided](task);
        TryWrite(task);
        IsRecorded.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, true, true, true)]
    public void A_run_is_not_recorded_if_code_decides(bool hasFinally, bool hasCriteria, bool areFixed, bool isRecorded)
    {
        var task = new GraphTask("a", new()) { HasActions = true, HasFinally = hasFinally, HasCriteria = hasCriteria };
        task.Declaration.Inputs("in.txt").HasFixedCriteria = areFixed;
        if (isRecorded) Record(task);
        else TryWrite(task);
        IsRecorded.ShouldBe(isRecorded);
    }

    [Fact]
    public void A_run_of_another_command_is_not_recorded()
    {
        TryWrite(Task(), request: null);
        IsRecorded.ShouldBeFalse();
    }

    [Fact]
    public void A_commit_that_files_dont_tell_is_not_recorded()
    {
        File.Delete(_folder[".git/refs/heads/main"]);
        TryWrite(Task());
        IsRecorded.ShouldBeFalse();
        _folder.Write(".git/packed-refs", $"# pack-refs with: peeled\n{new string('1', 40)} refs/heads/main\n");
        Record(Task());
    }

    [Theory]
    [InlineData("[include]\n\tpath = ~nobody-of-this-name/settings\n")]
    [InlineData("[includeIf \"onbranch:other\"]\n\tpath = ~root/settings\n")]
    [InlineData("[include\n")]
    public void Settings_that_only_git_finds_are_not_recorded(string config)
    {
        _folder.Write(".git/config", config);
        TryWrite(Task());
        IsRecorded.ShouldBeFalse();
    }

    // As at the first run after a build: it has recorded the stamps of outputs, which were too young before.
    [Fact]
    public void A_run_that_wrote_to_the_journal_is_recorded()
    {
        Record(Task());
        _folder.Write(SnapshotWriter.File, "");
        _folder.Write(".argosy/journal", "renewed");
        // Everything else is old enough; its stamp is of this moment.
        File.SetLastWriteTimeUtc(_folder[".argosy/journal"], DateTime.UtcNow.AddHours(1));

        TryWrite(Task());

        IsRecorded.ShouldBeTrue();
        Answer().ShouldBe("nothing to do");
        _folder.Write(".argosy/journal", "renewed, and more");
        Answer().ShouldBeNull();
    }

    [Fact]
    public void A_file_system_with_another_clock_is_not_trusted()
    {
        Record(Task());
        _folder.Write(SnapshotWriter.File, "");
        var since = FileClock.Now();
        _folder.Write(".argosy/lock.holder", "");
        File.SetLastWriteTimeUtc(_folder[".argosy/lock.holder"], DateTime.UtcNow.AddHours(1));
        SnapshotWriter.TryWrite(
            _folder.Path, Nodes(Task()), RunRequest.TryForm(Array.Empty<string>()),
            "nothing to do"u8.ToArray(), since + 10_000_000_000);
        IsRecorded.ShouldBeFalse();
    }

    private static GraphTask Task()
    {
        var task = new GraphTask("a", new()) { HasActions = true };
        task.Declaration
            .Inputs("in.txt")
            .InputsIfPresent("absent.txt", "linked/deep/named.c", "src/**", "App/obj/**", "Lib/obj/**")
            .Outputs("out", ".argosy/roots/one", ".argosy/roots/two")
            .Uses("sh", "./tool");
        return task;
    }

    private static IReadOnlyList<TaskNode> Nodes(GraphTask task) =>
        TaskGraph.Resolve([task], [task.Name], exclusive: false);

    // Once its files are older than a clock tick.
    private void Record(GraphTask task) => SpinWait.SpinUntil(() =>
    {
        TryWrite(task);
        return IsRecorded;
    }, Patience.Limit).ShouldBeTrue();

    // As a run does: it begins, and takes the lock.
    private void TryWrite(GraphTask task, string? request = "")
    {
        var since = FileClock.Now();
        _folder.Write(".argosy/lock.holder", "");
        SnapshotWriter.TryWrite(
            _folder.Path, Nodes(task),
            request?.Length == 0 ? RunRequest.TryForm(Array.Empty<string>()) : request,
            "nothing to do"u8.ToArray(), since);
        File.Delete(_folder[".argosy/lock.holder"]);
    }

    private string? Answer() => ProjectState.TryFindSame(_folder.Path, [], ProcessEnvironment.Read()) is { } same
        ? System.Text.Encoding.UTF8.GetString(same.Text.Span)
        : null;
}
