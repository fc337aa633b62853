using System.Text;
using Argosy.Adoption.Init;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli;

/// <summary>The output of `argosy init` for people.</summary>
internal static class InitText
{
    // A longer text is printed on request.
    private const int MostLines = 60;

    internal static string Of(InitPlan plan, bool isDry)
    {
        var text = new StringBuilder();
        text.Append($"{plan.Project} {plan.Version} (guessed from {plan.VersionFrom})\n");
        var width = plan.Found.Select(f => f.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var found in plan.Found) text.Append(
            $"  {found.Kind,-6}  {found.Name.PadRight(width)}  {found.From}\n");
        if (plan.Found.Count == 0) text.Append("  nothing was found that argosy builds: declare it in argosy.yaml\n");
        text.Append('\n');
        foreach (var file in plan.Files)
            text.Append($"{Word(file.Change, isDry),-12}  {file.Path}\n");
        foreach (var kept in plan.Files.Where(f => f.Suggestion is not null)) Suggest(text, kept);
        text.Append(isDry ? "\nNothing was written.\n" : "\nNext: read argosy.yaml, then run ./build.sh\n");
        return HarmlessText.Of(text.ToString());
    }

    private static void Suggest(StringBuilder text, InitFile kept)
    {
        var lines = kept.Suggestion!.TrimEnd('\n').Split('\n');
        if (lines.Length > MostLines)
        {
            text.Append($"\n{kept.Path} is yours and stays: ")
                .Append($"argosy init --print={kept.Path} shows what a new project has there.\n");
            return;
        }

        text.Append($"\n{kept.Path} is yours and stays. What could be added to it:\n");
        foreach (var line in lines) text.Append($"    {line}".TrimEnd()).Append('\n');
    }

    private static string Word(InitChange change, bool isDry) => change switch
    {
        InitChange.Create => isDry ? "would create" : "create",
        InitChange.Keep => "keep",
        _ => "same",
    };
}
