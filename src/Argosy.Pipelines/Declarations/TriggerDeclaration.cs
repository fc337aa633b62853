using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Zuul.Model;

namespace Argosy.Pipelines.Declarations;

/// <summary>A pipeline's trigger: an event of a review system, with a comment or a ref to match, or a time.</summary>
internal sealed record TriggerDeclaration(string? Event, AttributeSet More, Pattern? Comment, string? Ref, string? Time)
{
    public static TriggerDeclaration Read(YamlMap map, bool perArchitecture)
    {
        var trigger = new TriggerDeclaration(
            map.Find("event")?.AsText().Required(),
            AttributeSet.Read(map, PipelineAttributes.Event),
            map.Find("comment") is { } comment ? Pattern.Parse(comment.AsText(), perArchitecture) : null,
            map.Find("ref")?.AsText().Required(),
            map.Find("time") is { } time ? Cron(time.AsText()) : null);
        map.Done();
        return (trigger.Event is null) == (trigger.Time is null)
            ? throw new ArgosyException(new Diagnostic("ARG0605", map.Place,
                "a trigger has either an event or a time", "Write 'event: …' or 'time: …'."))
            : trigger;
    }

    // Zuul accepts five to seven fields and doesn't report a wrong one: the pipeline then never starts.
    private static string Cron(YamlText text) => TimerTime.IsValid(text.Required())
        ? text.Value
        : throw new ArgosyException(
            new Diagnostic("ARG0605", text.Place, $"'{text.Value}' is no time", TimerTime.Remedy));
}
