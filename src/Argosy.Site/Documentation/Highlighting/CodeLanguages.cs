using System.Text.RegularExpressions;

namespace Argosy.Site.Documentation.Highlighting;

/// <summary>The words of languages that code blocks are written in: a pattern each, whose groups are the kinds of
/// word.</summary>
internal static partial class CodeLanguages
{
    /// <summary>The pattern of a language, or null for one that is shown without colours.</summary>
    public static Regex? Find(string? name) => name switch
    {
        "sh" or "bash" or "console" => Shell(),
        "yaml" => Yaml(),
        "csharp" or "c#" or "cs" => CSharp(),
        "json" => Json(),
        "hcl" or "toml" or "dockerfile" => Other(),
        _ => null,
    };

    [GeneratedRegex("""
        (?<comment> (?<=^|\s) \# .* $ )
        | (?<string> " (?: \\. | [^"\\] )* " | ' [^']* ' )
        | (?<variable> \$ (?: \{ [^}\n]* \} | [A-Za-z_]\w* | [0-9@\#?*!$-] ) )
        | (?<keyword> (?<= ^\s* | [;&|]\s* ) (?: if | then | else | elif | fi | for | do | done | while | case | esac ) \b )
        | (?<name> (?<= ^\s* | [;&|]\s* | \$\( ) (?! -) [\w./~-]+ (?! [\w=]) )
        | (?<option> (?<= \s) --? [A-Za-z] [\w-]* )
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Shell();

    [GeneratedRegex("""
        (?<string> (?<= [|>][+-]?\n) (?<indent> [ ]+ ) \S .* (?: \n (?: \k<indent> .* | [ ]* $ ) )* )
        | (?<comment> (?<=^|\s) \# .* $ )
        | (?<key> (?<= ^ [ ]* (?: -[ ]+ )* | [{,] [ ]* )
            (?: " [^"\n]* " | ' [^'\n]* ' | [\w./<>$*+@-] [^:\#,{}\[\]\n]* ) (?= : (?: \s | $ ) ) )
        | (?<string> (?<= ^ | [\s\[{,(] ) (?: " (?: \\. | [^"\\\n] )* " | ' (?: [^'\n] | '' )* ' ) )
        | (?<number> (?<= [:\s\[,] [ ]* ) -? \d+ (?: \.\d+ )? (?= [ ]* (?: $ | [,\]}] | [ ]\# ) ) )
        | (?<keyword> (?<= [:\s\[,] [ ]* ) (?: true | false | null ) (?= [ ]* (?: $ | [,\]}] | [ ]\# ) ) )
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Yaml();

    [GeneratedRegex(""""
        (?<comment> // .* $ | /\* [\s\S]*? \*/ )
        | (?<string> \$* """ [\s\S]*? """ | (?: \$@ | @\$ | @ ) " (?: [^"] | "" )* " | \$? " (?: \\. | [^"\\\n] )* "
            | ' (?: \\ [^'\n]+ | [^'\\\n] ) ' )
        | (?<keyword> ^ \s* \# \w+ | \b (?: abstract | as | async | await | base | bool | break | case | catch | char | class
            | const | continue | default | double | else | enum | false | finally | float | for | foreach | get | if | in
            | init | int | interface | internal | is | long | namespace | new | not | null | object | or | out | override
            | params | partial | private | protected | public | readonly | record | ref | required | return | sealed | set
            | static | string | struct | switch | this | throw | true | try | typeof | using | var | virtual | void | when
            | where | while | with | yield ) \b )
        | (?<number> \b \d [\d_]* (?: \.\d+ )? [a-zA-Z]* \b )
        | (?<name> \b [A-Z] \w* \b )
        """", RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex CSharp();

    [GeneratedRegex("""
        (?<key> " (?: \\. | [^"\\] )* " (?= \s* : ) )
        | (?<string> " (?: \\. | [^"\\] )* " )
        | (?<keyword> \b (?: true | false | null ) \b )
        | (?<number> -? \b \d+ (?: \.\d+ )? (?: [eE] [+-]? \d+ )? \b )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Json();

    [GeneratedRegex("""
        (?<comment> (?<=^|\s) \# .* $ )
        | (?<string> " (?: \\. | [^"\\\n] )* " )
        | (?<keyword> ^ (?: FROM | RUN | COPY | ADD | ENV | ARG | CMD | ENTRYPOINT | USER | WORKDIR | EXPOSE | LABEL ) \b )
        | (?<key> ^ [ ]* \[+ .* \]+ $ | (?<= ^ [ ]* ) [\w.-]+ (?= [ ]* = ) )
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
