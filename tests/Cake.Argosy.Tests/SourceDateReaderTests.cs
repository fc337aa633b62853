using System.Diagnostics;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Tests;

public sealed class SourceDateReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(SourceDate.Variable);

    public SourceDateReaderTests() => Environment.SetEnvironmentVariable(SourceDate.Variable, null);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SourceDate.Variable, _before);
        _folder.Dispose();
    }

    [Fact]
    public void The_variable_comes_first()
    {
        Commit();
        Environment.SetEnvironmentVariable(SourceDate.Variable, "1700000000");
        SourceDateReader.Read(_folder.Path).Time.ShouldBe(new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero));
    }

    [Fact]
    public void Else_it_is_the_time_of_the_last_commit()
    {
        Commit();
        SourceDateReader.Read(_folder.Path).ShouldBe(new SourceDate(1_234_567_890));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData(" 1")]
    [InlineData("99999999999999999999")]
    [InlineData("253402300800")]
    public void A_variable_that_is_no_time_is_an_error(string text)
    {
        Environment.SetEnvironmentVariable(SourceDate.Variable, text);
        Should.Throw<ArgosyException>(() => SourceDateReader.Read(_folder.Path)).Message
            .ShouldStartWith($"ARG0722 SOURCE_DATE_EPOCH: '{text}' is not a number of seconds");
    }

    [Fact]
    public void Without_a_commit_there_is_no_time()
    {
        Git("init", "--quiet");
        Should.Throw<ArgosyException>(() => SourceDateReader.Read(_folder.Path))
            .Message.ShouldStartWith($"ARG0722 {_folder.Path}: there is no commit");
    }

    [Fact]
    public void It_is_written_as_seconds() => $"{new SourceDate(1_234_567_890)}".ShouldBe("1234567890");

    private void Commit()
    {
        Git("init", "--quiet");
        Git("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false",
            "commit", "--quiet", "--allow-empty", "--message=x");
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _folder.Path, .. arguments])
        {
            Environment =
            {
                ["GIT_COMMITTER_DATE"] = "1234567890 +0200",
                ["GIT_AUTHOR_DATE"] = "1000000000 +0000",
                ["GIT_CONFIG_GLOBAL"] = "/dev/null"
            },
        })!;
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
