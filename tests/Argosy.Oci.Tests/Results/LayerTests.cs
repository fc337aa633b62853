using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Oci.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Oci.Tests.Results;

public sealed class LayerTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ContentStore _store;

    public LayerTests() => _store = new(_folder.At("store"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tar_lists_each_distinct_file_once_under_its_digest_and_mode()
    {
        var layer = Write(SampleResult.OfEverything(_store));
        File.WriteAllBytes(_folder.At("layer.tar.gz"), layer);
        using var tar = Process.Start(
            new ProcessStartInfo("tar", ["-tvf", _folder.At("layer.tar.gz")]) { RedirectStandardOutput = true })!;
        var lines = tar.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        tar.WaitForExit();
        tar.ExitCode.ShouldBe(0);
        var tool = Digest.Of("bytes of the tool").Hex;
        lines.Select(l => (l[..10], l.Split(' ')[^1])).ShouldBe(
            [("-r--r--r--", $"{Digest.Of("").Hex}-0444"), ("-r--r--r--", $"{tool}-0444"),
                ("-r-xr-xr-x", $"{tool}-0555")]);
    }

    [Fact]
    public void The_same_files_give_the_same_bytes() =>
        Write(SampleResult.OfEverything(_store)).ShouldBe(Write(SampleResult.OfEverything(_store, "again")));

    [Theory]
    [InlineData(0)]
    [InlineData(0x1_FFFF_FFFF)]
    [InlineData(0x2_0000_0000)]
    [InlineData(1L << 40)]
    public void Sizes_are_what_other_readers_read(long size)
    {
        var header = LayerPlan.HeaderOf(new("file", OutputKind.File, UnixFileMode.UserRead, size, Digest.Of("")));
        // Sends no content, so that only an empty file succeeds; the header is read and checked first.
        using var tar = Process.Start(new ProcessStartInfo("tar", ["-tvf", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        tar.StandardInput.BaseStream.Write(header);
        tar.StandardInput.Close();
        tar.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries)[2].ShouldBe($"{size}");
        tar.WaitForExit();
    }

    [Fact]
    public void What_is_written_is_read_into_another_store()
    {
        var result = SampleResult.OfNoise(_store, "noise", 0, 1, 511, 512, 513, 100_000);
        var other = new ContentStore(_folder.At("other"));
        Read(other, Write(result), result);
        foreach (var file in result.Outputs.Entries.Where(e => e.Kind == OutputKind.File))
            Digest.OfFile(other.PathOf(file)).ShouldBe(file.Content!.Value);
    }

    [Fact]
    public void A_layer_cut_off_anywhere_is_refused()
    {
        var result = SampleResult.OfNoise(_store, "noise", 100, 600);
        var whole = Write(result);
        // The last eight bytes are gzip's own checksum, which the blob's digest replaces.
        for (var length = 0; length < whole.Length - 20; length += 7)
        {
            var fault = Should.Throw<RegistryFault>(
                () => Read(new(_folder.At($"store-{length}")), whole[..length], result));
            fault.Diagnostic.Id.ShouldBe("ARG0240");
        }
    }

    [Fact]
    public void Another_file_under_the_right_name_is_refused()
    {
        var result = SampleResult.OfNoise(_store, "noise", 5);
        using var forged = new MemoryStream();
        using (var gzip = new GZipStream(forged, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(LayerPlan.HeaderOf(result.Outputs.Entries[^1]));
            gzip.Write("wrong"u8);
            gzip.Write(new byte[507 + 1024]);
        }

        var other = new ContentStore(_folder.At("other"));
        Should.Throw<Exception>(() => Read(other, forged.ToArray(), result));
        other.Has(result.Outputs.Entries[^1]).ShouldBeFalse();
    }

    [Fact]
    public void A_plan_has_every_file_once_and_no_layer_above_the_cut()
    {
        var size = Gen.Frequency(
            (8, Gen.Choose(0, 20).Select(s => (long)s << 20)),
            (1, Gen.Choose(64, 200).Select(s => (long)s << 20)));
        var tree = size.ListOf().Select(sizes => new OutputTree([.. sizes.Select((s, i) =>
            new OutputEntry($"{i:D4}", OutputKind.File, UnixFileMode.UserRead, s, Digest.Of($"{i / 2 * s}-{s}")))]));
        Prop.ForAll(tree.ToArbitrary(), t =>
        {
            var plan = LayerPlan.TryMake(t)!;
            plan.SelectMany(l => l).Select(f => f.Content).ShouldBe(t.Entries.Select(e => e.Content).Distinct());
            plan.Where(l => l.Count > 1).ShouldAllBe(l => l.Sum(f => f.Size) <= LayerPlan.Cut);
            // No layer had room for the first file of the next one.
            plan.Zip(plan.Skip(1)).ShouldAllBe(p => p.First.Sum(f => f.Size) + p.Second[0].Size > LayerPlan.Cut);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_tree_that_contradicts_itself_has_no_plan()
    {
        var file = new OutputEntry("a", OutputKind.File, UnixFileMode.UserRead, 1, Digest.Of("a"));
        LayerPlan.TryMake(new([file, file with { Path = "b", Size = 2 }])).ShouldBeNull();
        LayerPlan.TryMake(new([file with { Content = null }])).ShouldBeNull();
        LayerPlan.TryMake(new([file with { Size = -1 }])).ShouldBeNull();
        LayerPlan.TryMake(new([file, file with { Path = "b" }])).ShouldNotBeNull();
    }

    [Fact]
    public void The_manifest_is_these_bytes()
    {
        var manifest = new ActionManifest(
            new(ActionMediaTypes.Config, Digest.Of("config"), 6),
            [new(ActionMediaTypes.Outputs, Digest.Of("outputs"), 7)],
            new(ActionMediaTypes.Log, Digest.Of("log"), 3));
        Encoding.UTF8.GetString(manifest.Write()).ShouldBe(
            """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"application/vnd.argosy.action.v1","config":{"mediaType":"application/vnd.argosy.action.config.v1+json","digest":"sha256:b79606fb3afea5bd1609ed40b622142f1c98125abcfe89a76a661b0e8e343910","size":6},"layers":[{"mediaType":"application/vnd.argosy.outputs.v1.tar+gzip","digest":"sha256:7b8c56be0a5f71be141f0cfaa9195e2ff8d1ef89e380560b579a82fd841429c1","size":7},{"mediaType":"text/plain","digest":"sha256:836ff184e7b41b1e13cb5fd89fa1de98dbbab99e9d2918913ff43b86a5c7c213","size":3}]}""");
        var read = ActionManifest.TryRead(manifest.Write())!;
        read.Outputs.ShouldBe(manifest.Outputs);
        (read.Config, read.Log).ShouldBe((manifest.Config, manifest.Log));
    }

    private byte[] Write(ActionResult result)
    {
        using var layer = new MemoryStream();
        var blob = new LayerWriter(_store).Write(LayerPlan.TryMake(result.Outputs)!.Single(), layer, default);
        blob.ShouldBe(new Descriptor(ActionMediaTypes.Outputs, Digest.Of(layer.ToArray()), layer.Length));
        return layer.ToArray();
    }

    private static void Read(ContentStore store, byte[] layer, ActionResult result) =>
        new LayerReader(store, new(RegistryAddress.Parse("oci://localhost/cache"), RegistryUse.Cache))
            .Read(new MemoryStream(layer), LayerPlan.TryMake(result.Outputs)!.Single(), default);
}
