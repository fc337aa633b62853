using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Site.Markup;

/// <summary>A page of one file: <c>{{name}}</c> in its skeleton is replaced by its part.</summary>
/// <param name="skeleton">The page's markup.</param>
/// <param name="style">Its only style sheet, for <c>{{style}}</c>.</param>
/// <param name="script">Its only script, for <c>{{script}}</c>.</param>
internal sealed partial class PageSkeleton(string skeleton, string style, string script)
{
    /// <summary>The whole page. Its policy lets the browser fetch nothing, and run only this style and this script:
    /// markup injected in a name has no effect.</summary>
    /// <param name="parts">Markup by placeholder name.</param>
    public string Fill(IReadOnlyDictionary<string, string> parts) =>
        Place().Replace(skeleton, place => place.Groups[1].Value switch
        {
            "style" => style,
            "script" => script,
            "policy" => $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; "
                + "img-src data:; base-uri 'none'; form-action 'none'",
            var name => parts[name],
        });

    /// <summary>Colours and marks of drawings.</summary>
    public static string DrawingStyle { get; } = Read(typeof(PageSkeleton).Assembly, "Markup/drawing.css");

    /// <summary>The look of all reports: <see cref="DrawingStyle"/>, texts, tables, filters.</summary>
    public static string ReportStyle { get; } = DrawingStyle + Read(typeof(PageSkeleton).Assembly, "Markup/report.css");

    /// <summary>A resource of an assembly.</summary>
    public static string Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // As browsers compute it: over every byte of the element's content.
    private static string Hash(string content) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Place();
}
