using System.Text.RegularExpressions;
using Argosy.Yaml;

namespace Argosy.Zuul.Model;

/// <summary>The type that a YAML 1.1 reader, such as Zuul's, gives a scalar.</summary>
internal enum ScalarMeaning
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>Null.</summary>
    Nothing,

    /// <summary>A boolean.</summary>
    Truth,

    /// <summary>An int.</summary>
    Integer,

    /// <summary>A float.</summary>
    Number,

    /// <summary>A date or a time.</summary>
    Date,

    /// <summary>A secret's value, encrypted with the project's key.</summary>
    Secret,
}

/// <summary>Determines a scalar's type.</summary>
internal static partial class ScalarMeanings
{
    /// <summary>The tag of encrypted values.</summary>
    public const string Encrypted = "!encrypted/pkcs1-oaep";

    /// <summary>The scalar's type, or null for an unknown tag.</summary>
    public static ScalarMeaning? Of(SourceScalar scalar) => scalar.Tag is "" or "!override" or "!inherit"
        ? scalar.IsPlain ? OfPlain(scalar.Value) : ScalarMeaning.Text
        : scalar.Tag switch
        {
            Encrypted => ScalarMeaning.Secret,
            "!" or "!unsafe" or "tag:yaml.org,2002:str" or "tag:yaml.org,2002:binary" => ScalarMeaning.Text,
            "tag:yaml.org,2002:int" => ScalarMeaning.Integer,
            "tag:yaml.org,2002:float" => ScalarMeaning.Number,
            "tag:yaml.org,2002:bool" => ScalarMeaning.Truth,
            "tag:yaml.org,2002:null" => ScalarMeaning.Nothing,
            "tag:yaml.org,2002:timestamp" => ScalarMeaning.Date,
            _ => null,
        };

    /// <summary>The type of an unquoted text without a tag.</summary>
    public static ScalarMeaning OfPlain(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL": return ScalarMeaning.Nothing;
            case "yes" or "Yes" or "YES" or "no" or "No" or "NO" or "true" or "True" or "TRUE"
                or "false" or "False" or "FALSE" or "on" or "On" or "ON" or "off" or "Off" or "OFF":
                return ScalarMeaning.Truth;
        }

        // Nearly all texts begin with a letter and end here.
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.')) return ScalarMeaning.Text;
        if (Integer().IsMatch(text)) return ScalarMeaning.Integer;
        if (Number().IsMatch(text)) return ScalarMeaning.Number;
        return Date().IsMatch(text) ? ScalarMeaning.Date : ScalarMeaning.Text;
    }

    [GeneratedRegex(@"\A[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)\z")]
    private static partial Regex Date();
}
