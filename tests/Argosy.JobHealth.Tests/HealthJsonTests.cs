using System.Text;
using System.Text.Json.Nodes;
using Argosy.JobHealth.Dashboard;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.JobHealth.Tests;

public sealed class HealthJsonTests
{
    private static readonly string s_year = HealthJson.Write(SyntheticYear.Of(1));

    [Fact]
    public void What_is_written_is_read_again()
    {
        var read = Parse(s_year);
        HealthJson.Write(read).ShouldBe(s_year);
        read.Report.Jobs.Count.ShouldBe(15);
        read.Advice.ShouldAllBe(a => read.Report.Jobs.Any(j => ReferenceEquals(j, a.Of)));
    }

    [Fact]
    public void Names_are_in_camel_case_and_an_architecture_is_its_name()
    {
        var document = JsonNode.Parse(s_year)!;
        document["schemaVersion"]!.GetValue<int>().ShouldBe(HealthJson.SchemaVersion);
        document["report"]!["jobs"]![1]!["architecture"]!.GetValue<string>().ShouldBe(Architecture.All[1].Name);
        document["advice"]!.AsArray().Select(a => a!["verdict"]!.GetValue<string>())
            .ShouldBeSubsetOf(["promote", "hold", "demote"]);
        document["advice"]![0]!.AsObject().ContainsKey("of").ShouldBeFalse();
    }

    [Fact]
    public void Broken_JSON_is_an_error_with_its_line() =>
        Error("{\n  \"schemaVersion\": 1,\n  \"report\": }\n").ToString().ShouldStartWith("ARG0695 health.json:3: ");

    [Fact]
    public void Nothing_at_all_is_an_error() => Error("").Id.ShouldBe("ARG0695");

    [Fact]
    public void A_missing_part_is_named() =>
        Error("""{"schemaVersion": 1, "report": {"tenant": null}, "advice": []}""")
            .Cause.ShouldContain("'jobs'");

    [Fact]
    public void An_unknown_architecture_is_named() =>
        Error(Changed(d => d["report"]!["jobs"]![0]!["architecture"] = "sparc")).Cause
            .ShouldBe("this is no file of health figures: 'sparc' is no architecture at $.report.jobs[0].architecture");

    [Theory]
    [InlineData("{}", "no 'schemaVersion'")]
    [InlineData("""{"schemaVersion": 2, "whatever": []}""", "its schema version is 2, and this argosy reads 1")]
    public void Another_version_is_told_from_a_broken_file(string text, string cause)
    {
        var error = Error(text);
        error.Id.ShouldBe("ARG0696");
        error.Cause.ShouldContain(cause);
    }

    [Fact]
    public void A_job_twice_is_an_error() =>
        Error(Changed(d => d["report"]!["jobs"]!.AsArray().Add(d["report"]!["jobs"]![0]!.DeepClone())))
            .Id.ShouldBe("ARG0697");

    [Fact]
    public void Advice_for_a_stranger_is_an_error() =>
        Error(Changed(d => d["advice"]![0]!["job"] = "stranger")).Cause.ShouldContain("stranger");

    [Theory]
    [InlineData("report", "jobs")]
    [InlineData("report", "jobs", "0", "weeks")]
    [InlineData("advice", "0", "reasons")]
    public void A_null_in_a_list_is_an_error(params string[] list) =>
        Error(Changed(d =>
            list.Aggregate(d, (node, key) => int.TryParse(key, out var index) ? node[index]! : node[key]!)
                .AsArray().Add(null)))
            .Id.ShouldBe("ARG0697");

    [Fact]
    public void A_missing_file_is_an_error() =>
        Should.Throw<ArgosyException>(() => HealthJson.Load("/nowhere/health.json"))
            .Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("ARG0698");

    [Fact]
    public void A_mark_at_the_beginning_is_no_error() => Parse("\uFEFF" + s_year).Report.Jobs.Count.ShouldBe(15);

    [Fact]
    public void Whatever_byte_is_changed_there_is_a_page_or_a_diagnostic()
    {
        var bytes = Encoding.UTF8.GetBytes(s_year);
        Prop.ForAll(Gen.Choose(0, bytes.Length - 1).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (at, value) =>
        {
            byte[] changed = [.. bytes];
            changed[at] = (byte)value;
            try
            {
                return DashboardPage.Render(HealthJson.Parse(changed, "health.json"), null)
                    .EndsWith("</html>\n", StringComparison.Ordinal);
            }
            catch (ArgosyException e)
            {
                return e.Diagnostics.All(d => d.Id.StartsWith("ARG069", StringComparison.Ordinal));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static HealthFigures Parse(string text) => HealthJson.Parse(Encoding.UTF8.GetBytes(text), "health.json");

    private static Diagnostic Error(string text) =>
        Should.Throw<ArgosyException>(() => Parse(text)).Diagnostics.ShouldHaveSingleItem();

    private static string Changed(Action<JsonNode> change)
    {
        var document = JsonNode.Parse(s_year)!;
        change(document);
        return document.ToJsonString();
    }
}
