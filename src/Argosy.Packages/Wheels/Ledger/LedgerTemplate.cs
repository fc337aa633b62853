using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Packages.Wheels.Ledger;

/// <summary>The page's files, which are resources of the assembly: <c>{{name}}</c> is replaced by its part. Colours and
/// tables are those of the dashboard's style sheets.</summary>
internal static partial class LedgerTemplate
{
    private static readonly string s_skeleton = Read("ledger.html");
    private static readonly string s_style = Read("drawing.css") + Read("dashboard.css") + Read("ledger.css");
    private static readonly string s_script = Read("ledger.js");

    /// <summary>The whole page. Its policy lets the browser fetch nothing, and run only this style and this
    /// script.</summary>
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

    private static string Hash(string content) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    private static string Read(string file)
    {
        using var stream = typeof(LedgerTemplate).Assembly.GetManifestResourceStream($"Ledger/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Place();
}
