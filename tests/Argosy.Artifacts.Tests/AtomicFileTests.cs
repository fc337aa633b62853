namespace Argosy.Artifacts.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private static readonly DateTime s_longAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_of_a_new_file_is_made()
    {
        AtomicFile.Write(_folder.At("a/b/file"), "text");
        File.ReadAllText(_folder.At("a/b/file")).ShouldBe("text");
    }

    [Fact]
    public void A_failing_writer_leaves_the_old_content_and_nothing_else()
    {
        _folder.Write("file", "old");
        Should.Throw<InvalidDataException>(() => AtomicFile.Write(_folder.At("file"), stream =>
        {
            stream.Write("half"u8);
            throw new InvalidDataException();
        }));
        File.ReadAllText(_folder.At("file")).ShouldBe("old");
        _folder.Names.ShouldBe(["file"]);
    }

    [Fact]
    public void A_failing_writer_of_a_new_file_leaves_nothing()
    {
        Should.Throw<InvalidDataException>(
            () => AtomicFile.Write(_folder.At("file"), _ => throw new InvalidDataException()));
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public void A_target_that_is_a_folder_is_an_error_that_leaves_nothing()
    {
        Directory.CreateDirectory(_folder.At("target"));
        Should.Throw<Exception>(() => AtomicFile.Write(_folder.At("target"), "text"));
        _folder.Names.ShouldBe(["target"]);
    }

    [Fact]
    public void The_same_text_keeps_the_time_stamp()
    {
        File.SetLastWriteTimeUtc(_folder.Write("file", "täxt"), s_longAgo);
        AtomicFile.Write(_folder.At("file"), "täxt");
        File.GetLastWriteTimeUtc(_folder.At("file")).ShouldBe(s_longAgo);
    }

    [Fact]
    public void Another_text_gets_a_new_one()
    {
        File.SetLastWriteTimeUtc(_folder.Write("file", "text"), s_longAgo);
        AtomicFile.Write(_folder.At("file"), "text\n");
        File.GetLastWriteTimeUtc(_folder.At("file")).ShouldBeGreaterThan(s_longAgo);
    }

    [Fact]
    public void A_byte_order_mark_is_a_difference()
    {
        File.WriteAllBytes(_folder.At("file"), [0xEF, 0xBB, 0xBF, (byte)'x']);
        AtomicFile.Write(_folder.At("file"), "x");
        File.ReadAllBytes(_folder.At("file")).ShouldBe("x"u8.ToArray());
    }

    [Fact]
    public void Readers_beside_many_writers_see_one_of_the_texts_whole()
    {
        var texts = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 100_000)).ToList();
        AtomicFile.Write(_folder.At("file"), texts[0]);
        Parallel.For(0, 64, i =>
        {
            if (i % 2 == 0) AtomicFile.Write(_folder.At("file"), texts[i / 2 % 8]);
            else texts.ShouldContain(File.ReadAllText(_folder.At("file")));
        });
        _folder.Names.ShouldBe(["file"]);
    }
}
