using System.Globalization;
using Argosy.Bench.Runtime.Archives;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Contenders;

/// <summary>The C++ libraries that write and read the same record.</summary>
internal static class ArchivePeers
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private static readonly IReadOnlyList<(string Name, PeerProgram Program)> s_all =
    [
        ("cereal (C++)", new("archive_cereal.cpp", "g++", "-std=c++17")),
        ("msgpack (C++)", new("archive_msgpack.cpp", "g++", "-std=c++17")),
        ("FlatBuffers (C++)", new("archive_flatbuffers.cpp", "g++", "-std=c++17")
        {
            Generator = ("flatc", ["--cpp", "-o", "{folder}"], "record.fbs"),
        }),
        ("Cap'n Proto (C++)", new("archive_capnproto.cpp", "g++", "-std=c++17", "-lcapnp", "-lkj")
        {
            Generator = ("capnp", ["compile", "-oc++:{folder}"], "record.capnp"),
            Generated = "record.capnp.c++",
        }),
    ];

    public static IReadOnlyList<Contender> Contenders(Bench bench) => [.. s_all.Select(peer => new Contender(
        peer.Name, cancellationToken => MeasureAsync(bench, peer.Name, peer.Program, cancellationToken)))];

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(
        Bench bench, string name, PeerProgram program, CancellationToken cancellationToken)
    {
        var output = await Child.RunAsync(
            await program.BuildAsync(bench, cancellationToken), [$"{bench.Milliseconds}"], s_limit,
            cancellationToken: cancellationToken);
        var fields = output.Trim().Split('\t');
        var sum = ulong.Parse(fields[3], CultureInfo.InvariantCulture);
        var expected = BenchRecord.Make().Sum();
        return sum == expected
            ? FormatFigures.Of(size: Number(fields[0]), write: Number(fields[1]), read: Number(fields[2]))
            : throw new ContenderException($"{name} reads another record: its sum is {sum}, not {expected}");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
