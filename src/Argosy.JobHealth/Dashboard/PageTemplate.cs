using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.JobHealth.Dashboard;

/// <summary>The files in <c>Page/</c>, which are resources of the assembly: <c>{{name}}</c> in the page's skeleton is replaced
/// by what belongs there.</summary>
internal static partial class PageTemplate
{
    /// <summary>Colours and the marks of drawings; drawings that stand alone have it, too.</summary>
    public static string DrawingStyle { get; } = Read("drawing.css");

    private static readonly string s_skeleton = Read("dashboard.html");
    private static readonly string s_style = DrawingStyle + Read("dashboard.css");
    private static readonly string s_script = Read("dashboard.js");

    /// <summary>The whole page. The browser is told to fetch nothing, and to run this style and this script alone: whatever
    /// a name could smuggle in stays a dead text.</summary>
    /// <param name="parts">Markup by its place's name.</param>
    public static string Fill(IReadOnlyDictionary<string, string> parts) => Place().Replace(s_skeleton, place => place.Groups[1].Value switch
    {
        "style" => s_style,
        "script" => s_script,
        "policy" => $"default-src 'none'; style-src '{Hash(s_style)}'; script-src '{Hash(s_script)}'; img-src data:; base-uri 'none'; form-action 'none'",
        var name => parts[name],
    });

    // As browsers compute it: over the element's content, each byte of it.
    private static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Dashboard/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Place();
}
