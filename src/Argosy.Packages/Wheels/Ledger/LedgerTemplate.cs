using Argosy.Site.Markup;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>The page's files, which are resources of the assembly. Colours and tables are those of the dashboard's
/// style sheets.</summary>
internal static class LedgerTemplate
{
    private static readonly PageSkeleton s_page = new(
        Read("ledger.html"), PageSkeleton.ReportStyle + Read("ledger.css"), Read("ledger.js"));

    /// <summary>The whole page.</summary>
    /// <param name="parts">Markup by placeholder name.</param>
    public static string Fill(IReadOnlyDictionary<string, string> parts) => s_page.Fill(parts);

    private static string Read(string file) =>
        PageSkeleton.Read(typeof(LedgerTemplate).Assembly, $"Ledger/{file}");
}
