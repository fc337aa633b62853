using System.Text.Json;
using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Tests;

public sealed class SarifTests
{
    [Fact]
    public void A_log_has_what_the_format_wants()
    {
        using var folder = new CheckedFolder()
            .With("a b/zuul.yaml", "- jobs: {}\n- job: {name: publish, parent: absent}\n");
        using var log = JsonDocument.Parse(SarifLog.Write(folder.Run()));
        log.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        var run = log.RootElement.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        results.Count.ShouldBe(2);
        foreach (var result in results)
        {
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()
                .ShouldBe(result.GetProperty("ruleId").GetString());
            result.GetProperty("level").GetString().ShouldBeOneOf("error", "warning", "note");
            result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
            var place = result.GetProperty("locations").EnumerateArray().ShouldHaveSingleItem()
                .GetProperty("physicalLocation");
            place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("a%20b/zuul.yaml");
            place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBeInRange(1, 2);
        }
    }

    [Fact]
    public void Kinds_have_ids_and_names_of_their_own()
    {
        FindingKinds.All.Select(k => k.Id)
            .ShouldBe(FindingKinds.All.Select(k => k.Id).Distinct().Order(StringComparer.Ordinal));
        FindingKinds.All.Select(k => k.Name).ShouldBeUnique();
        FindingKinds.All.ShouldAllBe(k => k.Summary.EndsWith('.'));
    }
}
