using Argosy.Engine.Graph;
using Argosy.Engine.Output;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Tests.Output;

/// <summary>The progress display of a terminal, on the test's own clock.</summary>
public sealed class ProgressTests : IDisposable
{
    private static readonly Func<string, double?> s_noHistory = _ => null;
    private readonly ManualTime _time = new();
    private (int Columns, int Rows) _size = (80, 24);
    private Screen _screen = new(80, 24);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_block_shows_the_whole_run_and_what_runs()
    {
        var nodes = Runs.Nodes(4);
        using var progress = Live(nodes, name => name switch { "t1" => 9, "t2" => 4, _ => null });
        foreach (var node in nodes) progress.Queued(node);
        progress.Ended(TaskResult.Without(nodes[0], TaskOutcome.UpToDate));
        progress.Began(nodes[1]);
        progress.Began(nodes[2]);

        _time.Advance(2);

        // At 1.2 s the running tasks have 7.8 s and 2.8 s left; t3 is estimated at 9 s, with a probability of 3 in 4.
        // Halved by 2 cores.
        _screen.Lines[0].ShouldStartWith("━━──────  ");
        _screen.Lines[0].ShouldEndWith("  1/4, 100 % hits (1 up to date)  2 running, 1 queued  0:02, ~0:07 left");
        _screen.Lines[1..].ShouldBe(["  t1   2.0 s of ~9.0 s", "  t2   2.0 s of ~4.0 s"]);
        _screen.IsCursorVisible.ShouldBeFalse();
    }

    [Fact]
    public void A_task_that_never_ran_is_shown_with_the_time_that_it_declares()
    {
        var node = new TaskNode(
            new GraphTask("self-test", new() { Expected = TimeSpan.FromSeconds(90) }) { HasActions = true }, []);
        using var progress = Live([node]);
        progress.Began(node);

        _time.Advance(2);

        _screen.Lines[0].ShouldEndWith("~1:28 left");
        _screen.Lines[1].ShouldBe("  self-test   2.0 s of ~90.0 s");
    }

    [Fact]
    public void Finished_tasks_scroll_above_the_block()
    {
        var nodes = Runs.Nodes(3);
        using var progress = Live(nodes);
        progress.Began(nodes[0]);
        progress.Began(nodes[1]);
        _time.Advance(1);
        progress.Ended(Runs.Done(nodes[0], 0, 1));
        _time.Advance(0.2);

        _screen.Lines.Length.ShouldBe(3);
        _screen.Lines[0].ShouldBe("[1/3] ✓ t0  1.0 s");
        _screen.Lines[1].ShouldContain("1/3");
        _screen.Lines[2].ShouldStartWith("  t1");
    }

    [Fact]
    public void At_its_end_only_finished_tasks_and_a_visible_cursor_are_left()
    {
        var nodes = Runs.Nodes(2);
        var progress = Live(nodes);
        progress.Began(nodes[0]);
        _time.Advance(1);
        progress.Ended(Runs.Done(nodes[0], 0, 1));

        progress.Dispose();
        _time.Advance(1);

        _screen.Lines.ShouldBe(["[1/2] ✓ t0  1.0 s"]);
        _screen.IsCursorVisible.ShouldBeTrue();
    }

    [Fact]
    public void What_is_said_after_its_end_is_not_lost()
    {
        var nodes = Runs.Nodes(1);
        var progress = Live(nodes);
        progress.Dispose();

        progress.Show(nodes[0], ["late"]);

        _screen.Lines.ShouldContain("late");
    }

    [Fact]
    public void Each_frame_is_one_write()
    {
        var nodes = Runs.Nodes(50);
        using var progress = Live(nodes);
        foreach (var node in nodes) progress.Began(node);
        foreach (var node in nodes[..20]) progress.Ended(Runs.Done(node, 0, 1));
        _screen.Writes.ShouldBe(0);

        _time.Advance(0.2);

        _screen.Writes.ShouldBe(1);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(200)]
    public void No_line_is_as_wide_as_the_terminal_nor_the_block_higher_than_half_of_it(int columns)
    {
        _size = (columns, 16);
        _screen = new(columns, 16);
        List<TaskNode> nodes =
            [.. Enumerable.Range(0, 30).Select(i => Runs.Node($"Wheels-debian-12-arm64-{new string('x', i * 5)}"))];
        using var progress = Live(nodes, _ => 1000);
        foreach (var node in nodes[..20]) progress.Began(node);

        _time.Advance(5000);

        _screen.Lines.ShouldAllBe(l => l.Length < columns);
        _screen.Lines.Length.ShouldBe(8);
        _screen.Lines[0].ShouldContain("0/30");
        _screen.Lines[^1].ShouldBe(columns > 8 ? "  +14 more" : "  +14 …");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_window_made_narrower_or_wider_keeps_one_whole_block(bool wrapsAnew)
    {
        var nodes = Runs.Nodes(6);
        using var progress = Live(nodes);
        foreach (var node in nodes[..4]) progress.Began(node);
        _time.Advance(1);
        progress.Ended(Runs.Done(nodes[0], 0, 1));
        foreach (var columns in (int[])[30, 55, 21, 79])
        {
            _time.Advance(1);
            _screen.Resize(columns, wrapsAnew);
            _size = (columns, 24);
            _time.Advance(0.2);

            _screen.Lines.Length.ShouldBe(5, string.Join('\n', _screen.Lines));
            _screen.Lines[0].ShouldBe("[1/6] ✓ t0  1.0 s");
            _screen.Lines[1].ShouldContain("1/6");
            _screen.Lines[2..].ShouldAllBe(l => l.StartsWith("  t"));
        }
    }

    [Fact]
    public void Lines_wider_than_the_terminal_stay_whole_above_the_block()
    {
        _size = (20, 24);
        _screen = new(20, 24);
        var nodes = Runs.Nodes(2);
        using var progress = Live(nodes);
        progress.Began(nodes[0]);
        _time.Advance(1);

        progress.Show(nodes[0], [new string('a', 20), new string('b', 33), "c"]);

        _screen.Lines[..6].ShouldBe(["── t0 ──", new('a', 20), new('b', 20), new('b', 13), "c", "── end of t0 ──"]);
        _screen.Lines[6].ShouldContain("0/2");
        _screen.Lines.Length.ShouldBe(8);
    }

    [Fact]
    public void A_block_at_the_terminals_end_scrolls_with_what_is_above_it()
    {
        _size = (80, 6);
        _screen = new(80, 6);
        var nodes = Runs.Nodes(20);
        using var progress = Live(nodes);
        foreach (var node in nodes)
        {
            progress.Began(node);
            _time.Advance(0.4);
            progress.Ended(Runs.Done(node, 0, 1));
        }

        _time.Advance(0.4);

        _screen.Lines[..20].ShouldAllBe(l => l.Contains('✓'));
        _screen.Lines.Length.ShouldBe(21);
    }

    [Fact]
    public void Nothing_is_drawn_before_anything_began()
    {
        using var progress = Live(Runs.Nodes(2));

        _time.Advance(5);

        _screen.Writes.ShouldBe(0);
    }

    [Fact]
    public void Colours_are_left_out_where_they_are_not_wanted()
    {
        var nodes = Runs.Nodes(2);
        Written(colour: false).ShouldNotContain("m", customMessage: "\u001b[…m");
        Written(colour: true).ShouldContain("\u001b[32m✓\u001b[0m");

        string Written(bool colour)
        {
            using var output = new StringWriter();
            using var progress = new Progress(output, nodes, 2, s_noHistory, new(true, colour, () => _size), _time);
            progress.Began(nodes[0]);
            progress.Ended(Runs.Done(nodes[0], 0, 1));
            _time.Advance(1);
            return output.ToString();
        }
    }

    [Fact]
    public void Wide_signs_count_twice_and_combining_ones_not_at_all()
    {
        Text.Fit("漢字漢字", 6).ShouldBe("漢字…");
        Text.Fit("e\u0301e\u0301", 2).ShouldBe("e\u0301e\u0301");
        Text.Fit("abc", 3).ShouldBe("abc");
        Text.Fit("abc", 2).ShouldBe("a…");
        Text.Fit("abc", 0).ShouldBe("");
    }

    private Progress Live(IReadOnlyList<TaskNode> nodes, Func<string, double?>? history = null) =>
        new(_screen, nodes, 2, history ?? s_noHistory, new(IsLive: true, HasColour: false, () => _size), _time);
}
