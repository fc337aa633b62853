namespace Argosy.Artifacts.Tests.Ownership;

/// <summary>Outputs that a task no longer makes are removed unless another task makes them or they were
/// changed.</summary>
public sealed class FormerOutputTests : IDisposable
{
    private readonly Owned _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void What_a_task_made_that_is_gone_is_removed()
    {
        Make();
        Remove(isTask: false, isMade: false).ShouldBe(["out"]);
        Directory.Exists(_project.At("out")).ShouldBeFalse();
        Remove(isTask: false, isMade: false).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_changed_since_stays()
    {
        Make();
        _project.Write("out/deep/made", "edited");
        Remove(isTask: false, isMade: false).ShouldBe(["out/other"]);
        File.ReadAllText(_project.At("out/deep/made")).ShouldBe("edited");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_a_task_of_today_made_or_makes_stays_and_is_known_as_made(bool isTask, bool isMade)
    {
        Make();
        Remove(isTask, isMade).ShouldBeEmpty();
        File.Exists(_project.At("out/deep/made")).ShouldBeTrue();
        _project.Obstacle().ShouldBeNull();
    }

    private void Make() => _project.Make(() =>
    {
        _project.Write("out/deep/made", "text");
        _project.Write("out/other", "text");
    });

    private IReadOnlyList<string> Remove(bool isTask, bool isMade)
    {
        using var build = _project.Build();
        return build.RemoveFormer(_ => isTask, _ => isMade);
    }
}
