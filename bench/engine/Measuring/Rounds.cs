namespace Argosy.Bench.Engine.Measuring;

/// <summary>Runs commands alternately, A B A B, so that disturbances affect all of them equally.</summary>
internal static class Rounds
{
    /// <summary>One measurement per command, in their order. Each command starts a round in turn.</summary>
    public static IReadOnlyList<Measurement> Run(
        int rounds, params IReadOnlyList<(string Name, Func<TimedRun> Run)> things)
    {
        var runs = things.Select(_ => new List<TimedRun>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < things.Count; turn++)
            {
                var i = (round + turn) % things.Count;
                runs[i].Add(things[i].Run());
                Bench.Say($"{things[i].Name}: {runs[i][^1].Seconds:F3} s, processor {runs[i][^1].Processor:F3} s");
            }
        }

        return [.. things.Select((thing, i) => new Measurement(
            thing.Name, [.. runs[i].Select(r => r.Seconds)], [.. runs[i].Select(r => r.Processor)]))];
    }
}
