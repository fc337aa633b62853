using System.Globalization;
using System.Text;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>The ledger for a terminal: counts per platform, what is missing, what changed.</summary>
public static class LedgerTable
{
    private const int Narrowest = 40;

    /// <summary>The text, with a line break at the end of each line.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="width">The terminal's columns.</param>
    public static string Render(WheelLedger ledger, int width)
    {
        width = Math.Max(width, Narrowest);
        var text = new StringBuilder();
        var used = LedgerStatuses.All
            .Where(s => ledger.Platforms.Any(p => ledger.Count(p.Name, s) > 0)).ToList();
        var names = ledger.Platforms.Select(p => p.Name.Length).DefaultIfEmpty(0).Max();
        if (names + used.Sum(s => Column(s) + 2) <= width) Table(text, ledger, used, names);
        else List(text, ledger, used);
        foreach (var line in ledger.Ranked().Where(l => l.Cells.Any(c => c.Status.IsMissing())))
            Missing(text, line, width);
        if (ledger.Changes is { } changes)
        {
            Changed(text, "Broke since the previous ledger", changes.Broke, width);
            Changed(text, "Came back", changes.CameBack, width);
        }

        return text.ToString();
    }

    private static int Column(LedgerStatus status) => Math.Max(status.Word().Length, 5);

    private static void Table(StringBuilder text, WheelLedger ledger, List<LedgerStatus> used, int names)
    {
        text.Append("platform".PadRight(names));
        foreach (var status in used) text.Append("  ").Append(status.Word().PadLeft(Column(status)));
        text.Append('\n');
        foreach (var platform in ledger.Platforms)
        {
            text.Append(platform.Name.PadRight(names));
            foreach (var status in used)
                text.Append("  ").Append(Number(ledger.Count(platform.Name, status)).PadLeft(Column(status)));
            text.Append('\n');
        }
    }

    private static void List(StringBuilder text, WheelLedger ledger, List<LedgerStatus> used)
    {
        foreach (var platform in ledger.Platforms)
        {
            text.Append(platform.Name).Append('\n');
            foreach (var status in used)
            {
                if (ledger.Count(platform.Name, status) is > 0 and var count)
                    text.Append("  ").Append(Number(count).PadLeft(5)).Append(' ').Append(status.Word()).Append('\n');
            }
        }
    }

    private static void Missing(StringBuilder text, LedgerLine line, int width)
    {
        var needed = line.NeededBy > 0 ? $", needed by {Number(line.NeededBy)}" : "";
        text.Append('\n');
        // Platforms with the same cause share a paragraph.
        foreach (var cause in line.Cells.Where(c => c.Status.IsMissing()).GroupBy(c => (c.Status, c.Reason)))
        {
            Wrap(text,
                $"{line.Text} {cause.Key.Status.Word()}{needed}: {string.Join(", ", cause.Select(c => c.Platform))}",
                "", width);
            foreach (var part in (cause.Key.Reason ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(3))
                Wrap(text, part.Trim(), "    ", width);
        }
    }

    private static void Changed(StringBuilder text, string title, IReadOnlyList<string> entries, int width)
    {
        if (entries.Count == 0) return;
        text.Append('\n');
        Wrap(text, $"{title}: {string.Join(", ", entries)}", "", width);
    }

    private static void Wrap(StringBuilder text, string paragraph, string indent, int width)
    {
        var column = 0;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var left = word;
            if (column > 0 && column + 1 + left.Length > width)
            {
                text.Append('\n');
                column = 0;
            }

            // A word that no line can hold is cut: a terminal would do the same at a worse place.
            while (column == 0 && indent.Length + left.Length > width)
            {
                text.Append(indent).Append(left.AsSpan(0, width - indent.Length)).Append('\n');
                left = left[(width - indent.Length)..];
            }

            if (left.Length == 0) continue;
            text.Append(column == 0 ? indent : " ").Append(left);
            column = (column == 0 ? indent.Length : column + 1) + left.Length;
        }

        if (column > 0) text.Append('\n');
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
