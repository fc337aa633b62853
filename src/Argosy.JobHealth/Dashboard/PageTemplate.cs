using Argosy.Site.Markup;

namespace Argosy.JobHealth.Dashboard;

/// <summary>The files in <c>Page/</c>, which are resources of the assembly.</summary>
internal static class PageTemplate
{
    /// <summary>Colours and marks of drawings; separate drawings include it, too.</summary>
    public static string DrawingStyle => PageSkeleton.DrawingStyle;

    private static readonly PageSkeleton s_page = new(
        Read("dashboard.html"), PageSkeleton.ReportStyle, Read("dashboard.js"));

    /// <summary>The whole page.</summary>
    /// <param name="parts">Markup by placeholder name.</param>
    public static string Fill(IReadOnlyDictionary<string, string> parts) => s_page.Fill(parts);

    private static string Read(string file) =>
        PageSkeleton.Read(typeof(PageTemplate).Assembly, $"Dashboard/{file}");
}
