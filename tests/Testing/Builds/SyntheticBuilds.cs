using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Argosy.Testing;

/// <summary>Builds of an invented tenant, the same on every machine: projects × jobs × architectures over a
/// span.</summary>
/// <remarks>As Zuul's REST interface writes them. Every architecture behind the first takes longer and fails
/// more.</remarks>
internal sealed record SyntheticBuilds(
    int Projects, int Jobs, IReadOnlyList<string> Architectures, DateTimeOffset From, TimeSpan Span, int BuildsPerJob)
{
    /// <summary>The number of builds.</summary>
    public int Count => Projects * Jobs * Architectures.Count * BuildsPerJob;

    /// <summary>All builds, the earliest first.</summary>
    public IEnumerable<JsonObject> All()
    {
        var random = new Random(20210219);
        for (var number = 0; number < BuildsPerJob; number++)
        {
            for (var project = 0; project < Projects; project++)
            {
                for (var job = 0; job < Jobs; job++)
                {
                    for (var architecture = 0; architecture < Architectures.Count; architecture++)
                        yield return One(random, number, project, job, architecture);
                }
            }
        }
    }

    private JsonObject One(Random random, int number, int project, int job, int architecture)
    {
        var start = From + (Span * ((double)number / BuildsPerJob)) + TimeSpan.FromSeconds(random.Next(3600));
        var luck = random.NextDouble();
        var result = luck < 0.01 ? "NODE_FAILURE"
            : luck < 0.02 + (0.01 * architecture) ? "TIMED_OUT"
            : luck < 0.05 + (0.03 * architecture) + (0.01 * job) ? "FAILURE"
            : "SUCCESS";
        var seconds = (600 + (300 * job)) * (1 + (0.6 * architecture)) * (0.8 + (0.4 * random.NextDouble()));
        return new()
        {
            ["uuid"] = string.Create(CultureInfo.InvariantCulture, $"{project:x4}{job:x4}{architecture:x4}{number:x8}"),
            ["job_name"] = architecture == 0 ? $"unit-tests-{job}" : $"unit-tests-{job}-{Architectures[architecture]}",
            ["result"] = result,
            ["start_time"] = start.ToString("s", CultureInfo.InvariantCulture),
            ["end_time"] = start.AddSeconds(seconds).ToString("s", CultureInfo.InvariantCulture),
            ["duration"] = Math.Round(seconds),
            ["voting"] = architecture == 0,
            ["nodeset"] = "some-nodes",
            ["pipeline"] = architecture == 0 ? "check" : $"check-{Architectures[architecture]}",
            ["ref"] = new JsonObject
            {
                ["project"] = $"openstack/project-{project:00}",
                ["branch"] = "master",
                ["change"] = 700_000 + (number / 2),
                ["patchset"] = "1",
            },
        };
    }

    /// <summary>Writes the builds as a JSON array.</summary>
    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        foreach (var build in All()) build.WriteTo(json);
        json.WriteEndArray();
    }
}
