using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests;

public sealed class DigestTests
{
    // The example of FIPS 180-4.
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void It_is_sha256_in_the_notation_of_oci() => Digest.Of("abc").ToString().ShouldBe($"sha256:{Abc}");

    [Fact]
    public void What_is_written_is_read_back() => Prop.ForAll<byte[]>(bytes =>
    {
        var digest = Digest.Of(bytes);
        return Digest.TryParse(digest.ToString()) == digest && Digest.TryParse(digest.Hex) == digest;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_text_stream_file_and_finished_hash_agree() => Prop.ForAll<NonNull<string>>(text =>
    {
        using var folder = new TestFolder();
        var bytes = Encoding.UTF8.GetBytes(text.Get);
        File.WriteAllBytes(folder.At("f"), bytes);
        var digest = Digest.Of(bytes);
        return digest == Digest.Of(text.Get) && digest == Digest.Of(new MemoryStream(bytes))
            && digest == Digest.OfFile(folder.At("f"))
            && digest == Digest.FromHash(Convert.FromHexString(digest.Hex));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stream_is_read_from_its_position()
    {
        var stream = new MemoryStream("..abc"u8.ToArray()) { Position = 2 };
        Digest.Of(stream).Hex.ShouldBe(Abc);
    }

    [Fact]
    public void Reading_ends_with_a_digest_or_null_whatever_the_text() => Prop.ForAll<NonNull<string>>(
        text => Digest.TryParse(text.Get) is not { } digest || text.Get.EndsWith(digest.Hex, StringComparison.Ordinal))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData($"sha512:{Abc}")]
    [InlineData($"SHA256:{Abc}")]
    [InlineData($"sha256:sha256:{Abc}")]
    [InlineData($"sha256: {Abc}")]
    [InlineData($" {Abc}")]
    [InlineData($"{Abc}\n")]
    [InlineData($"{Abc}0")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("../../../../../../../../../../../../../../../../../../etc/passwd")]
    [InlineData("٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠")]
    public void Anything_else_is_no_digest(string text) => Digest.TryParse(text).ShouldBeNull();

    [Fact]
    public void A_hash_of_another_length_is_refused() =>
        Should.Throw<ArgumentException>(() => Digest.FromHash(new byte[20]));

    [Fact]
    public void The_default_has_no_value_to_be_mistaken_for_one() =>
        Should.Throw<InvalidOperationException>(() => default(Digest).ToString());
}
