using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Each pipeline has a trigger, and its times are valid: Zuul doesn't report invalid ones.</summary>
internal sealed class TriggerRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        foreach (var pipeline in layout.Of("pipeline"))
        {
            var trigger = pipeline.Body.Find("trigger");
            if (trigger is null or TextNode { Meaning: ScalarMeaning.Nothing } or MapNode { Entries.Count: 0 })
                yield return FindingKinds.s_noTrigger.Warning(trigger?.Place ?? pipeline.Place,
                    $"nothing starts the pipeline '{Excerpt.Of(pipeline.Name?.Value ?? "")}'", "Give it a 'trigger'.");
            foreach (var time in Times(trigger as MapNode))
            {
                if (!TimerTime.IsValid(time.Value))
                    yield return FindingKinds.s_invalidTime.Error(time.Place,
                        $"'{Excerpt.Of(time.Value)}' is no time, and Zuul would never start the pipeline",
                        TimerTime.Remedy);
                else if (TimerTime.HasNumericWeekday(time.Value))
                    yield return FindingKinds.s_invalidTime.Note(time.Place,
                        $"the weekday of '{time.Value}' is a number: for Zuul, 0 is Monday",
                        "Write 'mon' to 'sun', which nobody misreads.");
            }
        }
    }

    private static IEnumerable<TextNode> Times(MapNode? trigger) =>
        trigger?.Entries
            .SelectMany(c => c.Value.AsMany)
            .OfType<MapNode>()
            .Select(t => t.Text("time"))
            .OfType<TextNode>() ?? [];
}
