using System.Globalization;
using Argosy.Artifacts;
using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>The ledger as one HTML file, in the look of the dashboard. It fetches nothing and works from a
/// disk.</summary>
public static class LedgerPage
{
    /// <summary>The page's name in a folder.</summary>
    public const string FileName = "index.html";

    // A compiler's errors can be long; the task's log has all of them.
    private const int LongestReason = 1500;

    /// <summary>The whole page; the same ledger gives the same bytes. Without JavaScript only the filter is
    /// missing.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="project">The project's name.</param>
    public static string Render(WheelLedger ledger, string project)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return LedgerTemplate.Fill(new Dictionary<string, string>
        {
            ["title"] = MarkupWriter.Write($"Wheels · {project}"),
            ["project"] = MarkupWriter.Write(Name(project)),
            ["scope"] = MarkupWriter.Write(
                $"{Count(ledger.Lines.Count, "line")} on {Count(ledger.Platforms.Count, "platform")}"),
            ["numbers"] = MarkupWriter.Write(Numbers(ledger)),
            ["platforms"] = MarkupWriter.Write(Scrolled("platforms", Platforms(ledger))),
            ["changes"] = ledger.Changes is { } changes ? MarkupWriter.Write(Changes(changes)) : "",
            ["changeslink"] = ledger.Changes is null ? "" :
                MarkupWriter.Write(Tag("a", [("href", "#changes")], "Changes"), " "),
            ["choices"] = MarkupWriter.Write([.. ledger.Platforms.Select(p => Tag("option", p.Name))]),
            ["statuses"] = MarkupWriter.Write(
                [.. Used(ledger).Select(s => Tag("option", [("value", s.Word())], s.Word()))]),
            ["lines"] = MarkupWriter.Write(Scrolled("lines", Lines(ledger))),
        });
    }

    /// <summary>Writes it into a folder, atomically.</summary>
    public static void Write(string folder, WheelLedger ledger, string project) =>
        AtomicFile.Write(Path.Combine(folder, FileName), Render(ledger, project));

    // Many platforms are wider than a window: the table scrolls, not the page.
    private static Element Scrolled(string heading, Element table) => Tag("div",
        [("class", "scroll"), ("role", "region"), ("aria-labelledby", heading), ("tabindex", "0")], table);

    private static IEnumerable<LedgerStatus> Used(WheelLedger ledger) =>
        LedgerStatuses.All.Where(s => ledger.Lines.Any(l => l.Cells.Any(c => c.Status == s)));

    private static Element Numbers(WheelLedger ledger)
    {
        var cells = ledger.Lines.SelectMany(l => l.Cells).ToList();
        var (has, missing) = (cells.Count(c => c.Status.HasWheel()), cells.Count(c => c.Status.IsMissing()));
        return Tag("dl", [("class", "numbers")],
            Number(null, "Wheels", Group(has), $"of {Group(has + missing)} that are to be there"),
            Number("promote", "Cross-built", Group(cells.Count(c => c.Status == LedgerStatus.Cross)),
                "with a cross compiler"),
            Number(null, "Emulated", Group(cells.Count(c => c.Status == LedgerStatus.Emulated)), "the fallback"),
            Number("demote", "Failed", Group(cells.Count(c => c.Status == LedgerStatus.Failed)), "reasons below"),
            Number(null, "Inconclusive", Group(cells.Count(c => c.Status == LedgerStatus.Inconclusive)),
                "neither way"));
    }

    private static Element Number(string? style, string what, string count, string more) =>
        Tag("div", [("class", style)],
        Tag("dt", what), Tag("dd", Tag("b", count), Span("sub", more)));

    private static Element Platforms(WheelLedger ledger)
    {
        var used = Used(ledger).ToList();
        return Tag("table", [("class", "ranking")],
            Tag("caption", "Lines by platform and status; coverage is the share of those that are to be there."),
            Tag("thead", Tag("tr", [.. ((string[])["Platform", "Coverage", .. used.Select(s => s.Word())])
                .Select(c => Tag("th", [("scope", "col")], c))])),
            Tag("tbody", [.. ledger.Platforms.Select(p => PlatformRow(ledger, p, used))]));
    }

    private static Element PlatformRow(WheelLedger ledger, LedgerPlatform platform, List<LedgerStatus> used)
    {
        var counts = used.ToDictionary(s => s, s => ledger.Count(platform.Name, s));
        var has = counts.Where(c => c.Key.HasWheel()).Sum(c => c.Value);
        var missing = counts.Where(c => c.Key.IsMissing()).Sum(c => c.Value);
        return Tag("tr",
        [
            Tag("th", [("scope", "row")], Name(platform.Name), Span("sub", Name($"wheel/{platform.Slug}"))),
            Cell("Coverage", has + missing == 0 ? "–" : Percent(has, has + missing)),
            .. used.Select(s => Cell(s.Word(), Group(counts[s]))),
        ]);
    }

    private static Element Changes(LedgerChanges changes)
    {
        return Tag("section", [("aria-labelledby", "changes")],
            Tag("h2", [("id", "changes")], "Since the previous ledger"),
            Listed("Broke", "failed", changes.Broke), Listed("Came back", "cross", changes.CameBack),
            Tag("p", [("class", "sub")],
                $"{Group(changes.Added.Count)} added, {Group(changes.Removed.Count)} removed."));
    }

    private static Element Listed(string title, string style, IReadOnlyList<string> entries) => entries.Count == 0
        ? Tag("p", $"{title}: nothing.")
        : Tag("div", Tag("h3", [("class", $"s {style}")], $"{title} ({Group(entries.Count)})"),
            Tag("ul", [("class", "blocking")], [.. entries.Select(e => Tag("li", Name(e)))]));

    private static Element Lines(WheelLedger ledger) => Tag("table", [("class", "matrix ledger")],
        Tag("caption", "Lines that lack a wheel come first, of these the ones that most others need."),
        Tag("thead", Tag("tr", [Tag("th", [("scope", "col")], "Line"),
            .. ledger.Platforms.Select(p => Tag("th", [("scope", "col"), ("data-a", p.Name)], Name(p.Name)))])),
        Tag("tbody", [.. ledger.Ranked().Select(Line)]));

    private static Element Line(LedgerLine line) => Tag("tr",
    [
        Tag("th", [("scope", "row")], Name(line.Name), " ", Span("version", Name(line.Version)),
            Span("sub", line.NeededBy > 0 ? $"needed by {Group(line.NeededBy)}" : "")),
        .. line.Cells.Select(StatusCell),
    ]);

    private static Element StatusCell(LedgerCell cell)
    {
        var status = Span($"s {cell.Status.Word()}", $"{Sign(cell.Status)}\u00a0{cell.Status.Word()}");
        var reason = cell.Reason is { } text
            ? text.Length > LongestReason ? text[..LongestReason] + " …" : text
            : null;
        return Tag("td", [("data-a", cell.Platform), ("data-s", cell.Status.Word())],
        [
            reason is null
                ? status
                : Tag("details", [("class", "why")], Tag("summary", status), Tag("p", [("class", "reason")], reason)),
            .. cell.Proof is { } proof ? [Span("sub", proof)] : (MarkupNode[])[],
        ]);
    }

    private static string Sign(LedgerStatus status) => status switch
    {
        LedgerStatus.Failed => "▼",
        LedgerStatus.Inconclusive => "◇",
        LedgerStatus.Emulated => "◐",
        _ => status.HasWheel() ? "●" : "○",
    };

    private static Element Cell(string column, string content) =>
        Tag("td", [("data-c", column), ("class", "number")], content);

    private static string Group(int count) =>
        count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    private static string Count(int count, string what) => $"{Group(count)}\u00a0{what}{(count == 1 ? "" : "s")}";

    // Never 100 if something is missing.
    private static string Percent(int part, int whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000.0 * part / whole) / 10:0.#}\u00a0%");
}
