using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.JobHealth.Dashboard.Markup;

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

    /// <summary>A resource of this assembly.</summary>
    public static string Read(string resource)
    {
        using var stream = typeof(PageSkeleton).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // As browsers compute it: over every byte of the element's content.
    private static string Hash(string content) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Place();
}
