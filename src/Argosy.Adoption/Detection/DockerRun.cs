using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Platforms.Rules;

namespace Argosy.Adoption.Detection;

/// <summary>What of a RUN line an image declares: packages of apt-get install, users of useradd and adduser.</summary>
internal static partial class DockerRun
{
    // Steps that change nothing that an image of Argosy has.
    private static readonly string[] s_harmless =
        ["apt-get update", "apt update", "apt-get clean", "apt clean", "apt-get -y clean", "apt-get autoremove",
            "set -", "true",
            "apt-get -y update", "apt-get -qq update", "apt-get update -y", "apt-get update -qq", "apt-get upgrade",
                "apt-get -y upgrade"];

    /// <summary>Reads a line; steps that aren't understood are returned.</summary>
    public static IReadOnlyList<string> Read(
        string text, int line, string place, List<Guess> packages, List<ImageUserProposal> users)
    {
        var rest = new List<string>();
        foreach (var step in Steps().Split(text).Select(s => s.Trim()).Where(s => s.Length > 0))
        {
            if (s_harmless.Any(h => step.StartsWith(h, StringComparison.Ordinal))
                || RemovesLists().IsMatch(step)) continue;
            var words = DockerWords.Of(step).SkipWhile(w => w.Contains('=', StringComparison.Ordinal)).ToList();
            if (words is ["apt-get" or "apt", ..] && words.Contains("install"))
            {
                if (!Install(words, place, packages)) rest.Add(step);
            }
            else if (words is ["useradd" or "adduser", ..])
            {
                if (User(words, line) is { } user) users.Add(user);
                else rest.Add(step);
            }
            else if (words is not ["groupadd" or "addgroup", ..]) rest.Add(step);
        }

        return rest;
    }

    // False if a word is neither an option nor a package.
    private static bool Install(List<string> words, string place, List<Guess> packages)
    {
        var isWhole = true;
        foreach (var word in words.Skip(1).Where(w => w != "install" && !w.StartsWith('-')))
        {
            var name = word.Split('=', '/', ':')[0];
            if (!TextRules.DebianPackage.Allows(name)) isWhole = false;
            else if (packages.All(p => p.Value != name)) packages.Add(new(name, place));
        }

        return isWhole;
    }

    private static ImageUserProposal? User(List<string> words, int line)
    {
        var user = new ImageUserProposal(line, "");
        for (var i = 1; i < words.Count; i++)
        {
            var (option, value) = words[i].Split('=', 2) is [var name, var written]
                ? (name, written)
                : (words[i], i + 1 < words.Count ? words[i + 1] : "");
            var isJoined = words[i].Contains('=', StringComparison.Ordinal);
            switch (option)
            {
                case "-u" or "--uid":
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
                    user = user with { Id = id };
                    break;
                case "-d" or "--home-dir" or "--home":
                    user = user with { Home = value };
                    break;
                case "-s" or "--shell":
                    user = user with { Shell = value };
                    break;
                case "-g" or "--gid" or "-G" or "--groups" or "-c" or "--comment" or "--gecos" or "-p" or "--ingroup"
                    or "-K" or "-e":
                    break;
                case ['-', ..]:
                    continue;
                default:
                    if (user.Name.Length > 0 || !TextRules.Account.Allows(option)) return null;
                    user = user with { Name = option };
                    continue;
            }

            if (!isJoined) i++;
        }

        return user.Name.Length == 0 ? null : user with
        {
            Home = user.Home is { } home && TextRules.ImagePath.Allows(home) && !home.Contains(':') ? home : null,
            Shell = user.Shell is { } shell && TextRules.ImagePath.Allows(shell) && !shell.Contains(':') ? shell : null,
        };
    }

    [GeneratedRegex(@"&&|;|\|\||\n")]
    private static partial Regex Steps();

    [GeneratedRegex(@"^rm\s+-[rf]+\s+(?:/var/(?:lib/apt|cache|log|tmp)\S*|/tmp/\S*)(?:\s+/(?:var|tmp)\S*)*$")]
    private static partial Regex RemovesLists();
}
