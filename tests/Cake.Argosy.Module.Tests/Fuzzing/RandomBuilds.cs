using System.Globalization;
using System.Text.RegularExpressions;

namespace Cake.Argosy.Module.Tests.Fuzzing;

/// <summary>Two clones of a project with a random graph, and one cache, with random edits, builds and kills. After each
/// successful build the outputs equal those of a clean build; a user's text is never lost.</summary>
internal sealed partial class RandomBuilds : IDisposable
{
    private const int Rounds = 25; // of one graph
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-random-").FullName;
    private readonly Random _random;
    private readonly WorkerProcess _worker;
    private RandomClone[] _clones = [];
    private GraphModel _model = GraphModel.Of(0);
    private readonly bool _kills;
    private int _seed;
    private int _round;

    /// <param name="seed">Determines graphs, edits and builds; kills depend on the machine's speed, too.</param>
    /// <param name="kills">Whether builds are killed.</param>
    public RandomBuilds(int seed, bool kills)
    {
        _kills = kills;
        _random = new(seed);
        _worker = new(Path.Combine(_folder, "cache"));
    }

    public int Kills { get; private set; }

    public int Obstacles { get; private set; }

    /// <summary>How often a changed clone got an answer without a build.</summary>
    public int Answers { get; private set; }

    public int Builds { get; private set; }

    public void Dispose()
    {
        _worker.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Edits one clone and builds it.</summary>
    public void Round()
    {
        if (_round++ % Rounds == 0) Begin();
        var clone = _clones[_random.Next(_clones.Length)];
        for (var edits = _random.Next(4); edits > 0; edits--) Edit(clone);
        Ask(clone);
        Build(clone);
        if (_random.Next(2) == 0) BuildNothing(clone);
    }

    // An answer without a build is never wrong, whatever happened since the last one.
    private void Ask(RandomClone clone)
    {
        if (_worker.Ask(clone.Root) is not { } text) return;
        Answers++;
        clone.Outputs().ShouldBe(_model.Build(clone.Sources), $"graph {_seed}, round {_round}: answered with {text}");
    }

    // Until the files are older than a clock tick, no build is recorded.
    private void BuildNothing(RandomClone clone)
    {
        GraphWorker.Result? result = null;
        SpinWait.SpinUntil(
            () => (result = _worker.Build(_seed, clone.Root, null))?.Succeeded == false
                || _worker.Ask(clone.Root) is not null,
            Patience.Limit)
            .ShouldBeTrue();
        // A foreign file may be in the way of no output, yet.
        if (result!.Succeeded) _worker.Ask(clone.Root).ShouldBe(result.Output.TrimEnd() + "\n");
    }

    // Through a hard link an edit may change the other clone, and another file of the same clone.
    private void Edit(RandomClone clone)
    {
        var before = _clones.Select(c => c.Outputs()).ToList();
        clone.Edit();
        foreach (var (each, outputs) in _clones.Zip(before)) each.NoteChangesSince(outputs);
    }

    private void Begin()
    {
        _seed = _random.Next();
        _model = GraphModel.Of(_seed);
        _clones = [.. ((string[])["a", "b"]).Select(name => new RandomClone(
            Path.Combine(_folder, $"{name}{_round.ToString(CultureInfo.InvariantCulture)}"), _model, _random))];
    }

    private void Build(RandomClone clone)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var kill = _kills && attempt == 0 && _random.Next(4) == 0
                ? TimeSpan.FromMilliseconds(_random.Next(120))
                : (TimeSpan?)null;
            var result = _worker.Build(_seed, clone.Root, kill);
            Builds++;
            if (result is null)
            {
                kill.ShouldNotBeNull("the engine fell over");
                Kills++;
                if (_random.Next(3) == 0) Edit(clone);
            }
            else if (result.Succeeded)
            {
                clone.Outputs()
                    .ShouldBe(_model.Build(clone.Sources), $"graph {_seed}, round {_round}\n{result.Output}");
                clone.DemandEdits();
                return;
            }
            else
            {
                var named = Named().Matches(result.Output).Select(m => m.Groups[1].Value).Distinct().ToList();
                named.ShouldNotBeEmpty(result.Output);
                foreach (var path in named) clone.GiveUp(path, result.Output);
                Obstacles++;
            }
        }

        throw new InvalidOperationException($"graph {_seed}, round {_round}: no build ends well");
    }

    [GeneratedRegex(@"ARG024[34] (\S+): ")]
    private static partial Regex Named();
}
