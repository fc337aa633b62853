using System.Net;
using System.Net.Sockets;
using Argosy.Oci.Tests.Registry;

namespace Argosy.Oci.Tests.Results;

// Too slow, failing or unreachable: one request, and then no more.
public sealed partial class HostileRegistryTests
{
    [Fact]
    public async Task A_body_that_trickles_is_given_up()
    {
        LosePatience();
        _wire.Answer = async (context, cancellation) =>
        {
            if (!Asks(context, _manifest.Config)) return false;
            context.Response.ContentLength64 = _manifest.Config.Size;
            while (true)
            {
                await context.Response.OutputStream.WriteAsync("{"u8.ToArray(), cancellation);
                await context.Response.OutputStream.FlushAsync(cancellation);
                await Task.Delay(100, cancellation);
            }
        };
        await ShouldBeRefusedAsync("ARG0233");
        await ShouldBeOutAsync();
    }

    [Fact]
    public async Task Errors_of_the_server_are_tried_once_more_and_then_it_is_left_alone()
    {
        _wire.Answer = (context, _) => Status(context, HttpStatusCode.ServiceUnavailable);
        await ShouldBeRefusedAsync("ARG0235");
        _wire.Requests.Count.ShouldBe(2);
        (await _there.FetchAsync(_result.Key)).ShouldBeNull();
        _wire.Requests.Count.ShouldBe(3);
        await ShouldBeOutAsync();
    }

    [Fact]
    public async Task An_error_that_passes_costs_nothing_but_the_second_attempt()
    {
        var requests = 0;
        _wire.Answer = (context, _) => Interlocked.Increment(ref requests) == 1
            ? Status(context, HttpStatusCode.BadGateway)
            : Task.FromResult(false);
        _there.ShouldHave(await _there.FetchAsync(_result.Key), _result);
    }

    [Fact]
    public async Task A_server_that_accepts_and_never_answers_is_left_alone()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var cache = new CacheUnderTest(silent.LocalEndpoint.ToString()!, timeouts: CacheUnderTest.Short);
        (await cache.FetchAsync(_result.Key)).ShouldBeNull();
        (await cache.FetchAsync(_result.Key)).ShouldBeNull();
        await cache.PushAsync(SampleResult.OfEverything(cache.Store));
        cache.Warnings.ShouldHaveSingleItem().ShouldStartWith($"ARG0233 oci://{silent.LocalEndpoint}/argosy/cache: ");
    }

    [Fact]
    public async Task An_upload_that_nobody_takes_is_given_up()
    {
        LosePatience();
        _wire.Answer = async (context, cancellation) =>
        {
            if (context.Request.HttpMethod != "PUT") return false;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return true;
        };
        await _there.PushAsync(SampleResult.OfNoise(_there.Store, "large", 30 << 20));
        _there.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0233 ");
    }

    [Fact]
    public async Task Where_nothing_listens_one_warning_says_so()
    {
        using var cache = new CacheUnderTest(Interceptor.FreeAddress());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => cache.FetchAsync(SampleResult.Key($"{i}"))));
        cache.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0234 ");
        cache.Traffic.Misses.ShouldBe(8);
    }

    [Fact]
    public async Task Cancelling_ends_a_transfer_at_once()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _wire.Answer = async (context, cancellation) =>
        {
            if (!Asks(context, _manifest.Outputs[0])) return false;
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return true;
        };
        using var cache = new CacheUnderTest(_wire.Address, timeouts: CacheUnderTest.Long);
        using var cancel = new CancellationTokenSource();
        var fetching = cache.FetchAsync(_result.Key, cancel.Token);
        await asked.Task.WaitAsync(Patience.Limit);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(fetching);
        cache.Warnings.ShouldBeEmpty();
    }

    // For a registry that hangs. All others have enough time on any machine.
    private void LosePatience()
    {
        _there.Dispose();
        _there = new(_wire.Address, timeouts: CacheUnderTest.Short);
    }

    // No further request and no further warning.
    private async Task ShouldBeOutAsync()
    {
        var (requests, warnings) = (_wire.Requests.Count, _there.Warnings.Count);
        (await _there.FetchAsync(_result.Key)).ShouldBeNull();
        await _there.PushAsync(SampleResult.OfEverything(_there.Store));
        (_wire.Requests.Count, _there.Warnings.Count).ShouldBe((requests, warnings));
    }

    private static Task<bool> Status(HttpListenerContext context, HttpStatusCode status)
    {
        context.Response.StatusCode = (int)status;
        return Task.FromResult(true);
    }
}
