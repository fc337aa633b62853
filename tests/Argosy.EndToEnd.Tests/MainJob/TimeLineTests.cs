using System.Text.Json;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.MainJob;

/// <summary>Tests an ended build: the build that runs these tests has not ended.</summary>
[Trait("Category", "EndToEnd")]
[Collection(AnotherClone.Name)]
public class TimeLineTests(SharedClone shared)
{
    [Fact]
    public void A_build_leaves_a_time_line_of_its_tasks_for_a_trace_viewer()
    {
        shared.Clone.Build([.. SharedClone.Small, "--force"]).ShouldSucceed();

        using var trace = JsonDocument.Parse(File.ReadAllText(shared.Clone.At("artifacts/trace.json")));

        var tasks = trace.RootElement.GetProperty("traceEvents").EnumerateArray()
            .Where(e => e.GetProperty("ph").GetString() == "X").ToList();
        var native = tasks.Single(e => e.GetProperty("name").GetString() == "Native-rdma-arm64");
        native.GetProperty("dur").GetDouble().ShouldBeGreaterThan(0);
        native.GetProperty("ts").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
    }
}
