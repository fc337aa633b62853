using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.JobHealth.Dashboard;

/// <summary>The files in <c>Page/</c>, which are resources of the assembly: <c>{{name}}</c> in the page's template is
/// replaced by its part.</summary>
internal static partial class PageTemplate
{
    /// <summary>Colours and marks of drawings; separate drawings include it, too.</summary>
    public static string DrawingStyle { get; } = Read("drawing.css");

    private static readonly string s_skeleton = Read("dashboard.html");
    private static readonly string s_style = DrawingStyle + Read("dashboard.css");
    private static readonly string s_script = Read("dashboard.js");

    /// <summary>The whole page. Its policy lets the browser fetch nothing, and run only this style and this script:
    /// markup injected in a name has no effect.</summary>
    /// <param name="parts">Markup by placeholder name.</param>
    public static string Fill(IReadOnlyDictionary<string, string> parts) =>
        Place().Replace(s_skeleton, place => place.Groups[1].Value switch
        {
            "style" => s_style,
            "script" => s_script,
            "policy" => $"default-src 'none'; style-src '{Hash(s_style)}'; script-src '{Hash(s_script)}'; "
                + "img-src data:; base-uri 'none'; form-action 'none'",
            var name => parts[name],
        });

    // As browsers compute it: over every byte of the element's content.
    private static string Hash(string content) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Dashboard/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Place();
}
