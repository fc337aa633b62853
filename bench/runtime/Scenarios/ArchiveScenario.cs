using Argosy.Bench.Runtime.Archives;
using Argosy.Bench.Runtime.Contenders;
using Argosy.Bench.Runtime.Measuring;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>The size and the time of a record's archive, compared with serializers of .NET and of C++.</summary>
internal sealed class ArchiveScenario : IScenario
{
    public string Name => "archive";

    public async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        RecordSerializer.Register();
        var zeroCopy = new ArgosyZeroCopyFormat();
        IArchiveFormat[] ours = [new ArgosyFormat(), zeroCopy];
        IArchiveFormat[] theirs =
        [
            new SystemTextJsonFormat(), new NewtonsoftFormat(),
#if PROTOBUF
            new ProtobufFormat(),
#endif
        ];
        var all = await Rounds.RunAsync(
            bench,
            [.. ours.Concat(theirs).Select(f => FormatContender.Of(f, bench)), .. ArchivePeers.Contenders(bench)],
            cancellationToken);
        var (copied, inPlace) = (all[0], all[1]);
        var managed = all.Skip(ours.Length).Take(theirs.Length).ToList();
        foreach (var peer in all.Skip(ours.Length))
        {
            var isManaged = managed.Contains(peer);
            Compare(bench, "write + read", "ns", FormatFigures.Both, copied, peer, isManaged);
            Compare(bench, "write", "ns", FormatFigures.Write, copied, peer, isManaged);
            Compare(bench, "read", "ns", FormatFigures.Read, copied, peer, isManaged);
            Compare(bench, "size", "B", FormatFigures.Size, inPlace, peer, isBound: true);
        }

        foreach (var format in ours.Concat(theirs)) format.Dispose();
        bench.Add(Comparison.Of(Name, "size", "B", inPlace[FormatFigures.Size], copied[FormatFigures.Size]));
        bench.Add(Comparison.Of(Name, "write", "ns", inPlace[FormatFigures.Write], copied[FormatFigures.Write]));
        bench.Add(Comparison.Of(Name, "read", "ns", inPlace[FormatFigures.Read], copied[FormatFigures.Read]));
        bench.Note(
            $"archive: with zero copy the samples travel beside the archive, {zeroCopy.TotalLength} bytes in all; "
            + "reading it includes one copy of them, in place of the network's. "
            + "FlatBuffers and Cap'n Proto don't read: they look up each field where it lies.");
#if !PROTOBUF
        bench.Note("archive: Google.Protobuf takes no part, "
            + "since protobuf-compiler wasn't installed when the benchmark was built.");
#endif
    }

    private void Compare(Bench bench, string what, string unit, string figure, Series ours, Series peer, bool isBound)
    {
        if (Comparison.Of(Name, what, unit, ours[figure], peer[figure]) is { Peer: not null } comparison)
            bench.Add(isBound ? comparison.RatioAtMost(1) : comparison);
    }
}
