using Argosy.Artifacts.Actions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Store;

public sealed class AddTests : IDisposable
{
    private static readonly OutputEntry s_file =
        new("out/file", OutputKind.File, (UnixFileMode)0b101_101_101, 4, Digest.Of("text"));
    private readonly Builds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public void What_was_promised_is_kept()
    {
        _builds.Store.Has(s_file).ShouldBeFalse();
        Add("text", s_file);
        _builds.Store.Has(s_file).ShouldBeTrue();
        File.ReadAllText(_builds.Store.PathOf(s_file)).ShouldBe("text");
        Builds.ModeOf(_builds.Store.PathOf(s_file)).ShouldBe(s_file.Mode);
        _builds.Blobs.ShouldBe([_builds.Store.PathOf(s_file)]);
    }

    [Theory]
    [InlineData("evil")]
    [InlineData("tex")]
    [InlineData("text and more")]
    [InlineData("")]
    public void Anything_else_is_not(string text)
    {
        Should.Throw<ArgosyException>(() => Add(text, s_file)).Message.ShouldStartWith("ARG0217 out/file: ");
        _builds.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public void A_stream_without_end_is_left_where_it_is_too_long()
    {
        using var endless = File.OpenRead("/dev/zero");
        Should.Throw<ArgosyException>(() => _builds.Store.Add(endless, s_file)).Diagnostics[0].Id.ShouldBe("ARG0217");
        _builds.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_stream_breaks_with_its_own_error_and_leaves_nothing()
    {
        var stream = new BrokenStream();
        Should.Throw<EndOfStreamException>(() => _builds.Store.Add(stream, s_file));
        _builds.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public void Adding_again_repairs_a_damaged_blob()
    {
        Add("text", s_file);
        var blob = _builds.Store.PathOf(s_file);
        File.Delete(blob);
        File.WriteAllText(blob, "evil");
        Add("text", s_file);
        File.ReadAllText(blob).ShouldBe("text");
    }

    [Fact]
    public void Many_at_once_keep_one()
    {
        Parallel.For(0, 32, _ => Add("text", s_file));
        _builds.Blobs.ShouldBe([_builds.Store.PathOf(s_file)]);
    }

    [Fact]
    public void A_folder_is_no_content() =>
        Should.Throw<ArgumentException>(() => Add("", new("out", OutputKind.Folder, UnixFileMode.UserRead)));

    private void Add(string text, OutputEntry entry)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        _builds.Store.Add(stream, entry);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new EndOfStreamException("the peer went away");
    }
}
