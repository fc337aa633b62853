using System.Net;
using Octokit;

namespace Argosy.GitHub.Tests;

public sealed class GitHubRetryTests
{
    private static readonly GitHubRetry s_patient = GitHubRetry.Patient(_ => { });

    [Fact]
    public void A_servers_error_and_a_broken_connection_are_waited_for_with_growing_pauses()
    {
        Exception[] passing =
        [
            new ApiException("down", HttpStatusCode.BadGateway), new HttpRequestException("reset"),
            new IOException("closed"), new TaskCanceledException("late"),
        ];
        foreach (var error in passing)
        {
            Enumerable.Range(1, 6).Select(attempt => s_patient.DelayAfter(error, attempt)?.TotalSeconds)
                .ShouldBe([1, 2, 4, 8, 16, null]);
        }
    }

    [Fact]
    public void A_limit_without_a_time_takes_a_minute() => s_patient
        .DelayAfter(new ApiException("slow down", HttpStatusCode.TooManyRequests), 1).ShouldBe(TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public void What_wont_change_isnt_tried_again(HttpStatusCode status) =>
        s_patient.DelayAfter(new ApiException("no", status), 1).ShouldBeNull();

    [Fact]
    public void A_single_attempt_waits_for_nothing() =>
        GitHubRetry.None.DelayAfter(new HttpRequestException("reset"), 1).ShouldBeNull();
}
