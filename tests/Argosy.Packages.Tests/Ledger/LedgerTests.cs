using Argosy.Packages.Wheels.Ledger;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Ledger;

public sealed class LedgerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_project_is_needed_by_those_that_need_it_through_others() => Dependents.Count(
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["app"] = ["Cffi >= 1.0", "docs; extra == 'docs'", "old; python_version < '3'"],
            ["cffi"] = ["pycparser"],
            ["pycparser"] = ["app"],
            ["other"] = ["cffi[test] (>1)"],
        }).ShouldBe(new Dictionary<string, int> { ["app"] = 3, ["cffi"] = 3, ["old"] = 4, ["pycparser"] = 3 },
            ignoreOrder: true);

    [Fact]
    public void What_broke_and_came_back_is_found_even_if_the_version_changed()
    {
        var before = SampleLedger.Make(("a", LedgerStatus.Cross, LedgerStatus.Failed),
            ("b", LedgerStatus.Upstream, LedgerStatus.Skipped), ("gone", LedgerStatus.Pure, LedgerStatus.Pure));
        var now = SampleLedger.Make(("a", LedgerStatus.Failed, LedgerStatus.Emulated),
            ("b", LedgerStatus.Inconclusive, LedgerStatus.Failed), ("new", LedgerStatus.Failed, LedgerStatus.Cross));
        var changes = LedgerChanges.Between(before, now);
        changes.Broke.ShouldBe(["a on debian-12-x64", "b on debian-12-x64"]);
        changes.CameBack.ShouldBe(["a on debian-12-arm64"]);
        changes.Added.ShouldBe(["new on debian-12-arm64", "new on debian-12-x64"]);
        changes.Removed.ShouldBe(["gone on debian-12-arm64", "gone on debian-12-x64"]);
    }

    [Fact]
    public void The_lines_that_lack_a_wheel_and_that_most_others_need_come_first() =>
        SampleLedger.All.Ranked().Select(l => l.Name).ShouldBe(["lxml", "numpy", "six", "cffi", "pywin32", "zz"]);

    [Fact]
    public void The_file_fits_its_schema_and_is_read_as_it_was_written()
    {
        var ledger = SampleLedger.All with { Changes = LedgerChanges.Between(SampleLedger.Make(), SampleLedger.All) };
        var path = _folder.At("ledger.json");
        LedgerFile.Write(path, ledger);
        EditorSchema.Errors("ledger.schema.json", File.ReadAllText(path)).ShouldBeEmpty();
        EditorSchema.Errors("ledger.schema.json",
            File.ReadAllText(path).Replace("\"cross\"", "\"crossed\"", StringComparison.Ordinal))
            .ShouldNotBeEmpty();
        LedgerFile.Text(LedgerFile.Read(path)).ShouldBe(LedgerFile.Text(ledger));
    }

    [Fact]
    public void A_run_is_compared_with_the_last_one_that_differs()
    {
        var history = new LedgerHistory(_folder.At("kept"));
        var first = SampleLedger.Make(("a", LedgerStatus.Failed, LedgerStatus.Pure));
        var second = SampleLedger.Make(("a", LedgerStatus.Cross, LedgerStatus.Pure));
        history.Compare(first, null).Changes.ShouldBeNull();
        history.Compare(second, null).Changes!.CameBack.ShouldBe(["a on debian-12-x64"]);
        history.Compare(second, null).Changes!.CameBack.ShouldBe(["a on debian-12-x64"]);
        File.WriteAllText(_folder.At("kept/before.json"), "{");
        history.Compare(second, null).Changes.ShouldBeNull();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"schemaVersion": 2, "platforms": [], "lines": []}""")]
    [InlineData("""{"schemaVersion": 1, "platforms": []}""")]
    [InlineData("null")]
    public void A_previous_ledger_that_cannot_be_read_is_an_error(string text) =>
        Should.Throw<ArgosyException>(() => LedgerFile.Read(_folder.Write("ledger.json", text)))
            .Diagnostics[0].Id.ShouldBe("ARG0573");

    [Fact]
    public void The_table_counts_per_platform_and_names_what_is_missing() =>
        LedgerTable.Render(SampleLedger.All, 100).ShouldBe("""
            platform         cross  emulated   pure  upstream  skipped  excluded  absent  inconclusive  failed
            debian-12-x64        2         0      1         1        1         1       0             0       0
            debian-12-arm64      0         1      1         0        0         1       1             1       1

            lxml===4.9.2 failed, needed by 12: debian-12-arm64
                lxml: src/lxml/etree.c:96:10: fatal error: libxml/xmlversion.h: No such file

            numpy===1.24.2 inconclusive: debian-12-arm64
                qemu crashed

            """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(97)]
    public void No_line_of_the_table_is_wider_than_the_terminal(int width)
    {
        var ledger = SampleLedger.All with
        {
            Changes = LedgerChanges.Between(
                SampleLedger.Make(("lxml", LedgerStatus.Cross, LedgerStatus.Cross)), SampleLedger.All),
        };
        var text = LedgerTable.Render(ledger, width);
        text.Split('\n').Max(l => l.Length).ShouldBeLessThanOrEqualTo(Math.Max(width, 40));
        text.ShouldContain("Broke since the previous ledger:");
        text.Replace("\n", " ", StringComparison.Ordinal).ShouldContain("lxml on debian-12-arm64");
    }

    [Fact]
    public void A_platforms_failed_lines_are_a_constraints_file()
    {
        FailedLists.Write(_folder.Path, SampleLedger.All);
        File.ReadAllText(_folder.At("debian-12-aarch64/failed.txt")).ShouldBe("lxml===4.9.2\nnumpy===1.24.2\n");
        File.ReadAllText(_folder.At("debian-12-x86_64/failed.txt")).ShouldBeEmpty();
    }
}
