using Argosy.Pipelines.Zuul;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>What starts a pipeline: an event of a review system, with a comment or a ref to match, or a time.</summary>
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
            ? throw new ArgosyException(new Diagnosis("ARG0605", map.Place,
                "a trigger has either an event or a time", "Write 'event: …' or 'time: …'."))
            : trigger;
    }

    public Trigger For(Model model, Variation variation) =>
        new(Event, More.For(variation), Comment?.For(model, variation.Architecture), Ref, Time);

    // Zuul takes five to seven fields and is silent about a wrong one: the pipeline then never starts.
    private static string Cron(YamlText text)
    {
        var fields = text.Required().Split(' ');
        return fields.Length is >= 5 and <= 7 && fields.Zip(Ranges).All(f => Fits(f.First, f.Second))
            ? text.Value
            : throw new ArgosyException(new Diagnosis("ARG0605", text.Place, $"'{text.Value}' is no time",
                "Write minute, hour, day, month and weekday, such as '0 6 * * *'; for Zuul, weekday 0 is Monday."));
    }

    private static readonly (int Low, int High)[] Ranges =
        [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6), (0, 59), (0, 86400)];

    // One field: numbers, ranges, steps and lists of them. Names of days and months aren't needed here.
    private static bool Fits(string field, (int Low, int High) range) => field.Split(',').All(part =>
    {
        var step = part.Split('/');
        if (step.Length > 2 || (step.Length == 2 && !(int.TryParse(step[1], out var every) && every > 0))) return false;
        if (step[0] == "*") return true;
        var ends = step[0].Split('-');
        return ends.Length <= 2 && ends.All(e => e.All(char.IsAsciiDigit) && int.TryParse(e, out var n)
            && n >= range.Low && n <= range.High);
    });
}
