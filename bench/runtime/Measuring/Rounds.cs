namespace Argosy.Bench.Runtime.Measuring;

/// <summary>Measures contenders alternately, A B A B, so that disturbances affect all of them equally.</summary>
internal static class Rounds
{
    /// <summary>A series for each contender, in their order. Each starts a round in turn.
    /// One that fails is noted and then skipped.</summary>
    public static async Task<IReadOnlyList<Series>> RunAsync(
        Bench bench, IReadOnlyList<Contender> contenders, CancellationToken cancellationToken)
    {
        var turns = contenders.Select(_ => new List<IReadOnlyDictionary<string, double>>()).ToList();
        var failed = new HashSet<int>();
        for (var round = 0; round < bench.Rounds; round++)
        {
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                var i = (round + turn) % contenders.Count;
                if (failed.Contains(i)) continue;
                try
                {
                    turns[i].Add(await TakeAsync(bench.Placement, contenders[i], cancellationToken));
                    Bench.Say($"{contenders[i].Name}: "
                        + string.Join(", ", turns[i][^1].Select(f => $"{f.Key}: {f.Value:G4}")));
                }
                catch (ContenderException failure)
                {
                    failed.Add(i);
                    turns[i].Clear();
                    bench.Note($"{contenders[i].Name} didn't run: {failure.Message}");
                    Bench.Say($"{contenders[i].Name} didn't run: {failure.Message}");
                }
            }
        }

        return [.. contenders.Select((contender, i) => new Series(contender.Name, turns[i]))];
    }

    private static Task<IReadOnlyDictionary<string, double>> TakeAsync(
        Placement? placement, Contender contender, CancellationToken cancellationToken) =>
        placement is null
            ? contender.Run(cancellationToken)
            : placement.RunAsync(() => contender.Run(cancellationToken), cancellationToken);
}
